package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.error.ConnectionException;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A process that may open no more files, in a JVM of its own. */
final class TooManyOpenFilesTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void aSocketThatCannotBeMadeIsAFailedConnectionThatSaysSo() throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process child = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -n 256 && exec \"$0\" -Xmx64m -cp \"$1\" \"$2\"",
                        java,
                        System.getProperty("java.class.path"),
                        WithoutFiles.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(child.waitFor()).isZero();
        assertThat(said)
                .startsWith(ConnectionException.class.getName())
                .contains("could not be reached")
                .contains("Too many open files");
    }

    /** Says what a connect fails with when no file can be opened. */
    static final class WithoutFiles {
        private WithoutFiles() {}

        public static void main(String[] arguments) throws IOException {
            int port;
            try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = closed.getLocalPort();
            }
            // Loads the classes, which takes files. Closed: the socket of a failed connect may outlast the failure by a
            // moment.
            try (TestClient client = new TestClient()) {
                failure(client, port);
            }
            try (TestClient client = new TestClient()) {
                List<InputStream> open = exhausted();
                RuntimeException failure = failure(client, port);
                for (InputStream file : open) {
                    file.close();
                }
                System.out.println(failure.getClass().getName() + ": " + failure.getMessage());
            }
        }

        private static List<InputStream> exhausted() {
            List<InputStream> open = new ArrayList<>();
            try {
                while (true) {
                    open.add(new FileInputStream("/dev/null"));
                }
            } catch (IOException none) {
                return open;
            }
        }

        private static RuntimeException failure(TestClient client, int port) {
            try {
                client.connect("127.0.0.1", port);
                throw new IllegalStateException("connected to a port where nothing listens");
            } catch (RuntimeException failure) {
                return failure;
            }
        }
    }
}
