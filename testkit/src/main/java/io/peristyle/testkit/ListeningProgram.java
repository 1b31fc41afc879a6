package io.peristyle.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of Debian's as a process of its own, which listens on a port of 127.0.0.1. */
final class ListeningProgram {
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;

    private ListeningProgram(Process process) {
        this.process = process;
    }

    /** Aborts the test if the program is not there, and notes that; fails where all suites have to run. */
    static void assumeInstalled(Path program, String suite) {
        if (Files.isExecutable(program)) {
            return;
        }
        String reason = program + " is missing";
        if (TestEnvironment.requiresServers()) {
            throw new IllegalStateException(reason);
        }
        SuitesNotRun.record(suite, reason, "apt-get install -y " + program.getFileName());
        Assumptions.abort(reason);
    }

    /** Starts it, and waits until it listens. */
    static ListeningProgram start(List<String> command, int port, Path log) throws IOException {
        ListeningProgram program = new ListeningProgram(new ProcessBuilder(new ArrayList<>(command))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
        program.awaitListening(command.get(0), port);
        return program;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Ends it; returns when it has ended. */
    void stop() {
        process.destroyForcibly();
        try {
            process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitListening(String name, int port) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    stop();
                    throw new IOException(name + " does not listen", e);
                }
                Thread.onSpinWait();
            }
        }
    }
}
