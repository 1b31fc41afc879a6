package io.peristyle.cli;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * The server that a command works on, and a client for it.
 *
 * @param embedded the server, if it was started for this command
 */
record Target(ClickHouse db, @Nullable ClickHouseServer embedded) implements AutoCloseable {
    private static final String URL_VARIABLE = "CLICKHOUSE_URL";
    private static final int DEFAULT_PORT = 9000;
    private static final int PROBE_MILLIS = 500;

    /** Connects to the server that {@code option} names, else the environment, else what there is on this machine. */
    static Target open(ServerOption option, Terminal terminal) {
        String url = option.url == null ? terminal.environment().get(URL_VARIABLE) : option.url;
        if (url != null && !url.isBlank()) {
            return new Target(ClickHouse.connect(url), null);
        }
        if (answers(DEFAULT_PORT)) {
            return new Target(ClickHouse.connect("clickhouse://localhost:" + DEFAULT_PORT), null);
        }
        terminal.err()
                .println("No --url, no $" + URL_VARIABLE + ", nothing at localhost:" + DEFAULT_PORT
                        + ": starting an embedded " + ServerVersion.MODERN + " for this command.");
        ClickHouseServer server = ClickHouseServer.start(ServerOptions.builder(ServerVersion.MODERN)
                .progress(terminal.err()::println)
                .build());
        return new Target(ClickHouse.connect(server.url()), server);
    }

    private static boolean answers(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PROBE_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        db.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
