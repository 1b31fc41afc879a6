package io.peristyle.testkit;

import io.peristyle.testkit.TestCertificates.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** Debian's haproxy, as a process of its own, that takes TLS from the connections to a server's port. */
public final class HaproxyFront implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final int port;

    private HaproxyFront(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Aborts the test if there is no haproxy, and notes that; fails where all suites have to run. */
    public static void assumeInstalled(String suite) {
        if (Files.isExecutable(PROGRAM)) {
            return;
        }
        String reason = PROGRAM + " is missing";
        if (TestEnvironment.requiresServers()) {
            throw new IllegalStateException(reason);
        }
        SuitesNotRun.record(suite, reason, "apt-get install -y haproxy");
        Assumptions.abort(reason);
    }

    /**
     * Starts one on a free port of 127.0.0.1.
     *
     * @param folder for its files
     * @param clients the authority that must have signed the client's certificate; null: none is asked for
     */
    public static HaproxyFront to(Path folder, int target, Issued certificate, @Nullable Path clients) {
        try {
            int port = freePort();
            Path pem = Files.createTempFile(folder, "front", ".pem");
            Files.writeString(
                    pem, Files.readString(certificate.certificate()) + "\n" + Files.readString(certificate.key()));
            String verification = clients == null ? "" : " ca-file " + clients + " verify required";
            Path configuration = Files.createTempFile(folder, "haproxy", ".cfg");
            Files.writeString(configuration, """
                    defaults
                      mode tcp
                      timeout connect 10s
                      timeout client 120s
                      timeout server 120s
                    frontend encrypted
                      bind 127.0.0.1:%d ssl crt %s%s
                      default_backend plain
                    backend plain
                      server clickhouse 127.0.0.1:%d
                    """.formatted(port, pem, verification, target));
            Process process = new ProcessBuilder(List.of(PROGRAM.toString(), "-db", "-f", configuration.toString()))
                    .redirectErrorStream(true)
                    .redirectOutput(
                            folder.resolve(configuration.getFileName() + ".log").toFile())
                    .start();
            HaproxyFront front = new HaproxyFront(process, port);
            front.awaitListening();
            return front;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListening() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    close();
                    throw new IOException("haproxy does not listen", e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
