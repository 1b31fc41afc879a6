package io.peristyle.benchmarks.contender;

/** Where a server listens, for the native protocol and for HTTP; user default, no password. */
public record ServerAddress(String host, int tcpPort, int httpPort) {
    /** Reads {@code host:tcp:http}. */
    static ServerAddress parse(String text) {
        String[] parts = text.split(":", -1);
        return new ServerAddress(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    @Override
    public String toString() {
        return host + ":" + tcpPort + ":" + httpPort;
    }
}
