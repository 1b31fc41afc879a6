package io.peristyle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Debian's tinyproxy, as a process of its own: an HTTP proxy that opens tunnels to anything on this machine. */
public final class TinyproxyFront implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/bin/tinyproxy");

    private final ListeningProgram program;
    private final int port;

    private TinyproxyFront(ListeningProgram program, int port) {
        this.program = program;
        this.port = port;
    }

    /** Aborts the test if there is no tinyproxy, and notes that; fails where all suites have to run. */
    public static void assumeInstalled(String suite) {
        ListeningProgram.assumeInstalled(PROGRAM, suite);
    }

    /**
     * Starts one on a free port of 127.0.0.1, for everybody.
     *
     * @param folder for its files
     */
    public static TinyproxyFront open(Path folder) {
        return start(folder, "");
    }

    /** The same for those who know user and password. */
    public static TinyproxyFront guarded(Path folder, String user, String password) {
        return start(folder, "BasicAuth " + user + " " + password);
    }

    private static TinyproxyFront start(Path folder, String authentication) {
        try {
            int port = ListeningProgram.freePort();
            Path configuration = Files.createTempFile(folder, "tinyproxy", ".conf");
            Files.writeString(configuration, """
                    Port %d
                    Listen 127.0.0.1
                    Timeout 120
                    MaxClients 100
                    %s
                    """.formatted(port, authentication));
            Path log = folder.resolve(configuration.getFileName() + ".log");
            List<String> command = List.of(PROGRAM.toString(), "-d", "-c", configuration.toString());
            return new TinyproxyFront(ListeningProgram.start(command, port, log), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return port;
    }

    /** Ends it, and all connections through it. */
    @Override
    public void close() {
        program.stop();
    }
}
