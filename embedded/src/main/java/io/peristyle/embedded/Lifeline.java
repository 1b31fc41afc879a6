package io.peristyle.embedded;

import java.io.IOException;
import java.util.List;

/**
 * A shell that waits for this process to die and then kills a server.
 *
 * <p>It reads a pipe whose other end only this process holds: whatever ends us, SIGKILL included, closes the pipe. Unlike
 * the server it cannot be frozen by a test.
 */
final class Lifeline {
    private Lifeline() {}

    static void attach(Process server) throws IOException {
        try {
            Process watcher = new ProcessBuilder(List.of("sh", "-c", "read -r never; kill -9 " + server.pid()))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // A number that is free again may name another process: the watcher goes first.
            var unused = server.onExit().thenRun(watcher::destroyForcibly);
        } catch (IOException e) {
            server.destroyForcibly();
            throw e;
        }
    }
}
