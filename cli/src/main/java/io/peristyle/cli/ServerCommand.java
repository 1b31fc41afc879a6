package io.peristyle.cli;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code peristyle server}: a real ClickHouse, until it is interrupted. */
@Command(
        name = "server",
        description = "Runs a real embedded ClickHouse 26.7 until Ctrl-C.",
        mixinStandardHelpOptions = true)
final class ServerCommand implements TerminalCommand {
    private static final int USUAL_PORT = 9000;
    private static final int USUAL_HTTP_PORT = 8123;

    private final Terminal terminal;

    @Option(
            names = "--port",
            paramLabel = "P",
            description = "Port of the native protocol; 9000, or a free one if that is taken.")
    private @Nullable Integer port;

    @Option(
            names = "--http-port",
            paramLabel = "P",
            description = "Port of HTTP; 8123, or a free one if that is taken.")
    private @Nullable Integer httpPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where data are kept; without it they are gone when the server ends.")
    private @Nullable Path data;

    ServerCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws InterruptedException {
        ServerOptions.Builder options = ServerOptions.builder(ServerVersion.MODERN)
                .tcpPort(port == null ? freeOrAny(USUAL_PORT) : port)
                .httpPort(httpPort == null ? freeOrAny(USUAL_HTTP_PORT) : httpPort)
                .progress(terminal.err()::println);
        if (data != null) {
            options.dataDirectory(data);
        }
        ClickHouseServer server = ClickHouseServer.start(options.build());
        CountDownLatch interrupted = new CountDownLatch(1);
        Thread stop = new Thread(
                () -> {
                    server.close();
                    interrupted.countDown();
                },
                "stop-server");
        Runtime.getRuntime().addShutdownHook(stop);
        terminal.out().println("ClickHouse " + server.http("SELECT version()").strip() + " is running.");
        terminal.out().println("  native  " + server.url());
        terminal.out().println("  HTTP    http://" + server.host() + ":" + server.httpPort());
        terminal.out().println("  data    " + server.directory());
        terminal.out().println("Ctrl-C stops it.");
        terminal.out().flush();
        interrupted.await();
        return OK;
    }

    /** {@code usual}, or 0 for any if something listens there. */
    private static int freeOrAny(int usual) {
        try (ServerSocket socket = new ServerSocket(usual, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            return 0;
        }
    }
}
