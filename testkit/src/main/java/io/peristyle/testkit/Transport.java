package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;

/** What a client may speak with a server. */
public enum Transport {
    NATIVE,
    HTTP;

    /** The URL of {@code server} over this transport, without credentials. */
    public String url(ClickHouseServer server) {
        return this == NATIVE ? server.url() : "http://" + server.host() + ":" + server.httpPort();
    }
}
