package io.peristyle.testkit;

import io.peristyle.testkit.TestCertificates.Issued;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Debian's haproxy, as a process of its own, that takes TLS from the connections to a server's port. */
public final class HaproxyFront implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/haproxy");

    private final ListeningProgram program;
    private final int port;

    private HaproxyFront(ListeningProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Aborts the test if there is no haproxy, and notes that; fails where all suites have to run. */
    public static void assumeInstalled(String suite) {
        ListeningProgram.assumeInstalled(PROGRAM, suite);
    }

    /**
     * Starts one on a free port of 127.0.0.1.
     *
     * @param folder for its files
     * @param clients the authority that must have signed the client's certificate; null: none is asked for
     */
    public static HaproxyFront to(Path folder, int target, Issued certificate, @Nullable Path clients) {
        try {
            int port = ListeningProgram.freePort();
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
            Path log = folder.resolve(configuration.getFileName() + ".log");
            List<String> command = List.of(PROGRAM.toString(), "-db", "-f", configuration.toString());
            return new HaproxyFront(ListeningProgram.start(command, port, log), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        program.stop();
    }
}
