package io.peristyle.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A ClickHouse program installed on this machine. */
record BinaryEngine(List<String> program) implements Engine {
    private static final String INSTALL_LEGACY = "apt-get install clickhouse-server clickhouse-common";

    /** Folders to look in: those of the environment, and those where Debian puts servers. */
    static String searchPath() {
        return System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/usr/bin";
    }

    /** Debian's 18.16. */
    static BinaryEngine legacy(String path) {
        Path server = find("clickhouse-server", path);
        if (server == null || !isLegacy(server)) {
            throw new ServerUnavailableException(
                    "no clickhouse-server " + ServerVersion.LEGACY.number() + " on the PATH or in /usr/sbin",
                    INSTALL_LEGACY,
                    null);
        }
        return new BinaryEngine(List.of(server.toString()));
    }

    /** A {@code clickhouse} on the PATH, if it is of the modern version. */
    static @Nullable BinaryEngine modern(String path) {
        Path clickhouse = find("clickhouse", path);
        if (clickhouse == null
                || !firstOutput(clickhouse).contains(" version " + ServerVersion.MODERN.number() + ".")) {
            return null;
        }
        return new BinaryEngine(List.of(clickhouse.toString(), "server"));
    }

    @Override
    public boolean isConfiguredByFile() {
        return true;
    }

    @Override
    public List<String> command(ServerConfig config) {
        List<String> command = new ArrayList<>(program);
        command.add("--config-file=" + config.configFile());
        return command;
    }

    @Override
    public void requestStop(Process process) {
        process.destroy();
    }

    private static @Nullable Path find(String name, String path) {
        return Arrays.stream(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, name))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst()
                .orElse(null);
    }

    /** Debian's build knows no --version and names the option in its complaint; every newer one prints its number. */
    private static boolean isLegacy(Path server) {
        String said = firstOutput(server);
        return said.contains("Unknown option specified: version")
                || said.contains(" version " + ServerVersion.LEGACY.number() + ".");
    }

    private static String firstOutput(Path program) {
        try {
            Process process = new ProcessBuilder(program.toString(), "--version")
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readNBytes(4_096), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerStartException("interrupted while asking " + program + " for its version", e);
        }
    }
}
