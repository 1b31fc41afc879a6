package io.peristyle.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.opentest4j.TestAbortedException;

/** Starts servers for tests; a version that this machine lacks skips the test and is noted in {@code target}. */
final class Servers {
    private Servers() {}

    static ClickHouseServer start(ServerVersion version) {
        return start(ServerOptions.builder(version).build());
    }

    static ClickHouseServer start(ServerOptions options) {
        try {
            return ClickHouseServer.start(options);
        } catch (ServerUnavailableException e) {
            if (Boolean.parseBoolean(System.getenv("PERISTYLE_REQUIRE_SERVERS"))) {
                throw e;
            }
            note("embedded on " + options.version() + ": " + e.reason() + "; install: " + e.installCommand());
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    private static void note(String line) {
        Path file = Path.of(System.getProperty("basedir", "."), "target", "suites-not-run.txt");
        try {
            Files.createDirectories(file.getParent());
            if (!Files.exists(file) || !Files.readAllLines(file).contains(line)) {
                Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
