package io.peristyle.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file {@code target/suites-not-run.txt} of a module: one line per suite that a missing server kept from running.
 *
 * <p>A line reads {@code SUITE: reason; install: COMMAND}. Lines add up until the folder is cleaned.
 */
public final class SuitesNotRun {
    private SuitesNotRun() {}

    /** Notes that a suite did not run; a line that is there already is not repeated. */
    public static void record(String suite, String reason, String installCommand) {
        Path module = Path.of(System.getProperty("basedir", System.getProperty("user.dir")));
        record(
                module.resolve("target").resolve("suites-not-run.txt"),
                suite + ": " + reason + "; install: " + installCommand);
    }

    static void record(Path file, String line) {
        String oneLine = line.replaceAll("\\s*\\R\\s*", " ");
        synchronized (SuitesNotRun.class) {
            try {
                Files.createDirectories(file.toAbsolutePath().getParent());
                append(file, oneLine);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void append(Path file, String line) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
                FileLock lock = channel.lock()) {
            if (lock.isValid() && !Files.readAllLines(file).contains(line)) {
                ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            }
        }
    }
}
