package io.peristyle.options;

/** What is spoken with a server. */
public enum Protocol {
    /** ClickHouse's own protocol; URLs that begin with {@code clickhouse://}, or {@code clickhouses://} behind TLS. */
    NATIVE(9000, 9440),
    /** HTTP; URLs that begin with {@code http://} or {@code https://}. */
    HTTP(8123, 8443);

    private final int plainPort;
    private final int encryptedPort;

    Protocol(int plainPort, int encryptedPort) {
        this.plainPort = plainPort;
        this.encryptedPort = encryptedPort;
    }

    /** The port of servers that are named without one. */
    public int defaultPort(boolean encrypted) {
        return encrypted ? encryptedPort : plainPort;
    }
}
