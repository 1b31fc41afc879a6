package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;

/** What a client may speak with a server. */
public enum Transport {
    NATIVE,
    HTTP;

    /** The URL of {@code server} over this transport, without credentials. */
    public String url(ClickHouseServer server) {
        return url(server.host(), port(server));
    }

    /** The port of {@code server} where this is spoken. */
    public int port(ClickHouseServer server) {
        return this == NATIVE ? server.tcpPort() : server.httpPort();
    }

    /** The URL of a proxy to a port where this is spoken. */
    public String url(FaultProxy proxy) {
        return url(proxy.host(), proxy.port());
    }

    /** A proxy to the port of {@code server} where this is spoken. */
    public FaultProxy proxyTo(ClickHouseServer server) {
        return FaultProxy.to(server.host(), port(server));
    }

    /** The URL of what may or may not be a server, as {@code host:port}. */
    public String url(String address) {
        return (this == NATIVE ? "clickhouse://" : "http://") + address;
    }

    private String url(String host, int port) {
        return url(host + ":" + port);
    }
}
