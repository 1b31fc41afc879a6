package io.peristyle.embedded;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A real ClickHouse server: a child process of this one, or one that runs elsewhere. Thread-safe.
 *
 * <p>A child listens on 127.0.0.1 alone and never outlives this process, however it ends.
 */
public sealed interface ClickHouseServer extends AutoCloseable permits ChildServer, ExternalServer {
    /**
     * Starts a server with free ports and a temporary directory.
     *
     * @throws ServerUnavailableException when this machine has no such server and cannot fetch one
     * @throws ServerStartException when it did not answer in time
     */
    static ClickHouseServer start(ServerVersion version) {
        return start(ServerOptions.builder(version).build());
    }

    /**
     * Starts a server and waits until it answers.
     *
     * @throws ServerUnavailableException when this machine has no such server and cannot fetch one
     * @throws ServerStartException when it did not answer in time
     */
    static ClickHouseServer start(ServerOptions options) {
        return ChildServer.start(options);
    }

    /**
     * A server that runs already and is not ours to stop, asked for its version once.
     *
     * @param url {@code clickhouse://[user[:password]@]host[:port][?http_port=PORT]}
     * @throws HttpQueryException when it does not answer over HTTP
     */
    static ClickHouseServer at(URI url) {
        return ExternalServer.at(url);
    }

    /** A loopback port that nothing listens on now, for servers that must know each other's ports before they start. */
    static int freePort() {
        return ServerPorts.free(0);
    }

    /** Name or address of the host. */
    String host();

    /** Port of the native protocol. */
    int tcpPort();

    /** Port of HTTP. */
    int httpPort();

    /** {@code clickhouse://host:tcpPort}, without credentials. */
    default String url() {
        return "clickhouse://" + host() + ":" + tcpPort();
    }

    /** The version that was asked for. */
    ServerVersion version();

    /** The newest revision of the native protocol that the server speaks. */
    default int revision() {
        return version().revision();
    }

    /** Where data, configuration and log are; null when the server runs elsewhere. */
    @Nullable
    Path directory();

    /** Process id; -1 when the server runs elsewhere or is down. */
    long pid();

    /**
     * Whether {@code kill}, {@code stop}, {@code pause}, {@code resume} and {@code restart} work; if not, they
     * throw {@link UnsupportedOperationException}.
     */
    boolean isControllable();

    /** Whether the process is there, paused or not; true for a server that runs elsewhere. */
    boolean isAlive();

    /** Ends the process with SIGKILL, as a crash does; returns when it is gone. Does nothing when it is down. */
    void kill();

    /** Ends the process in good order, by force if it takes too long; returns when it is gone. */
    void stop();

    /** Freezes the process with SIGSTOP: its sockets stay open and nothing answers. */
    void pause();

    /** Lets a frozen process go on. */
    void resume();

    /** Starts again with the same data and ports, stopping first what still runs; returns when the server answers. */
    void restart();

    /**
     * Runs a query over HTTP as user {@code default} and returns the whole answer as text, TabSeparated unless the query
     * says FORMAT.
     *
     * @throws HttpQueryException when the server refuses the query or cannot be reached
     */
    String http(String sql);

    /** Ends a child process and deletes its directory if it was temporary. Idempotent. */
    @Override
    void close();
}
