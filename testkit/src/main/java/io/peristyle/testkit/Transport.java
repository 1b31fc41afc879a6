package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;

/** What a client may speak with a server. */
public enum Transport {
    NATIVE,
    HTTP;

    /** The URL of {@code server} over this transport, without credentials. */
    public String url(ClickHouseServer server) {
        return url(server.host(), this == NATIVE ? server.tcpPort() : server.httpPort());
    }

    /** The URL of a proxy to a port where this is spoken. */
    public String url(FaultProxy proxy) {
        return url(proxy.host(), proxy.port());
    }

    /** A proxy to the port of {@code server} where this is spoken. */
    public FaultProxy proxyTo(ClickHouseServer server) {
        return FaultProxy.to(server.host(), this == NATIVE ? server.tcpPort() : server.httpPort());
    }

    private String url(String host, int port) {
        return (this == NATIVE ? "clickhouse://" : "http://") + host + ":" + port;
    }
}
