package io.peristyle.embedded;

import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The modern engine as a library, run by {@link ChdbLauncher} in a small JVM of its own. */
record ChdbEngine(Path library) implements Engine {
    private static final int NATIVE_ACCESS_FLAG_SINCE = 22;

    /**
     * The statements that make the engine a server. The SELECT reads standard input, so the listeners stay until this
     * process, which holds the other end, closes it or dies.
     */
    private static final String SERVE = "SYSTEM START LISTEN TCP; SYSTEM START LISTEN HTTP; "
            + "SELECT count() FROM table FORMAT Null; SYSTEM STOP LISTEN TCP; SYSTEM STOP LISTEN HTTP";

    @Override
    public boolean isConfiguredByFile() {
        return false;
    }

    @Override
    public List<String> command(ServerConfig config) {
        if (!config.defaultPassword().isEmpty()) {
            throw new ServerStartException("this build of " + ServerVersion.MODERN
                    + " logs itself in as default without a password: give the password to another user");
        }
        Path javaHome = javaHome();
        List<String> command = new ArrayList<>(List.of(
                javaHome.resolve("bin").resolve("java").toString(),
                "-Xms8m",
                "-Xmx32m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:ReservedCodeCacheSize=16m",
                "-Djna.tmpdir=" + config.directory()));
        if (Runtime.version().feature() >= NATIVE_ACCESS_FLAG_SINCE) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", classPath(), ChdbLauncher.class.getName(), library.toString()));
        command.addAll(List.of(
                "--path=" + config.dataPath(),
                "--listen_host=" + ServerProcess.HOST,
                "--tcp_port=" + config.ports().tcp(),
                "--http_port=" + config.ports().http(),
                "--logger.level=warning",
                "--structure=line String",
                "--input-format=LineAsString",
                "--config-file=" + config.configFile(),
                "--query=" + SERVE));
        return command;
    }

    /** The engine replaces the JVM's handler of SIGSEGV; with libjsig in front both get their signals. */
    @Override
    public void prepare(Map<String, String> environment) {
        Path lib = javaHome().resolve("lib");
        Path chaining = Stream.of(
                        lib.resolve("libjsig.so"), lib.resolve("server").resolve("libjsig.so"))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new ServerStartException(
                        "this Java runtime has no lib/libjsig.so, which the server needs: use a full JDK or JRE"));
        environment.put("LD_PRELOAD", chaining.toString());
        environment.remove("JAVA_TOOL_OPTIONS");
        environment.remove("JDK_JAVA_OPTIONS");
    }

    @Override
    public void requestStop(Process process) {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            process.destroy();
        }
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"));
    }

    /** Where the launcher and JNA were loaded from: two folders or jars, or one jar that holds both. */
    private static String classPath() {
        Set<String> places = new LinkedHashSet<>();
        for (Class<?> needed : List.of(ChdbLauncher.class, Native.class)) {
            CodeSource source = needed.getProtectionDomain().getCodeSource();
            if (source == null || !"file".equals(source.getLocation().getProtocol())) {
                return System.getProperty("java.class.path");
            }
            try {
                places.add(Path.of(source.getLocation().toURI()).toString());
            } catch (URISyntaxException e) {
                throw new ServerStartException("class path of the server's launcher: " + source.getLocation(), e);
            }
        }
        return String.join(File.pathSeparator, places);
    }
}
