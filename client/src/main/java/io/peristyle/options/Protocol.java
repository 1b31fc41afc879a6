package io.peristyle.options;

/** What is spoken with a server. */
public enum Protocol {
    /** ClickHouse's own protocol; URLs that begin with {@code clickhouse://}. */
    NATIVE(9000),
    /** HTTP; URLs that begin with {@code http://}. */
    HTTP(8123);

    private final int defaultPort;

    Protocol(int defaultPort) {
        this.defaultPort = defaultPort;
    }

    /** The port of servers that are named without one. */
    public int defaultPort() {
        return defaultPort;
    }
}
