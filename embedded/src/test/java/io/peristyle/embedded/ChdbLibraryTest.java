package io.peristyle.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChdbLibraryTest {
    private final ConcurrentLinkedQueue<String> progress = new ConcurrentLinkedQueue<>();

    @TempDir
    Path folder;

    @Test
    void prefersItsOwnVariableForTheCacheThenTheDesktopsThenTheHome() {
        Path home = Path.of(System.getProperty("user.home"));
        assertThat(ChdbLibrary.cache(Map.of())).isEqualTo(home.resolve(".cache/peristyle"));
        assertThat(ChdbLibrary.cache(Map.of("XDG_CACHE_HOME", "/xdg"))).isEqualTo(Path.of("/xdg/peristyle"));
        assertThat(ChdbLibrary.cache(Map.of("XDG_CACHE_HOME", "/xdg", "PERISTYLE_CACHE", "/own")))
                .isEqualTo(Path.of("/own"));
    }

    @Test
    void unpacksTheLibraryAndNothingElse() throws IOException {
        Path file = library(packing("libchdb.so")).file();
        assertThat(file).hasContent("the engine");
        try (var left = Files.walk(folder.resolve("cache"))) {
            assertThat(left.filter(Files::isRegularFile).map(Path::getFileName).map(Path::toString))
                    .containsExactlyInAnyOrder("libchdb.so", "fetch.lock");
        }
        assertThat(progress).singleElement().asString().startsWith("Fetching ClickHouse 26.7");
    }

    @Test
    void fetchesOnceForAllWhoAskAtTheSameTime() throws Exception {
        ChdbLibrary library = library(packing("libchdb.so"));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<Path>> files = threads.invokeAll(List.of(library::file, library::file, library::file));
            for (Future<Path> file : files) {
                assertThat(file.get()).hasContent("the engine");
            }
        } finally {
            threads.shutdown();
        }
        assertThat(progress).hasSize(1);
    }

    @Test
    void saysWhatNpmSaid() throws IOException {
        String npm = script("echo 'npm error 404 no such package'; exit 7");
        assertThatThrownBy(() -> library(npm).file())
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("status 7")
                .hasMessageContaining("npm error 404 no such package");
    }

    @Test
    void saysThatNpmIsMissing() {
        assertThatThrownBy(() -> library(folder.resolve("no-npm").toString()).file())
                .isInstanceOfSatisfying(
                        ServerUnavailableException.class,
                        e -> assertThat(e.installCommand()).isEqualTo("apt-get install npm"));
    }

    @Test
    void saysThatThePackageHoldsNoLibrary() throws IOException {
        String npm = packing("other.so");
        assertThatThrownBy(() -> library(npm).file())
                .isInstanceOf(ServerUnavailableException.class)
                .hasMessageContaining("holds no package/libchdb.so");
        assertThat(folder.resolve("cache")).isDirectoryNotContaining("glob:**fetch-*");
    }

    private ChdbLibrary library(String npm) {
        return new ChdbLibrary(folder.resolve("cache"), npm, progress::add);
    }

    /** A program that packs a file of this name, after another one, as npm does with a package. */
    private String packing(String name) throws IOException {
        return script("mkdir package && printf '{}' > package/package.json && printf 'the engine' > package/" + name
                + " && tar czf packed.tgz package/package.json package/" + name + " && rm -r package");
    }

    private String script(String commands) throws IOException {
        Path script = folder.resolve("npm");
        Files.writeString(script, "#!/bin/sh\n" + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }
}
