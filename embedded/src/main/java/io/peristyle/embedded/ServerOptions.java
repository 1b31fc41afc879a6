package io.peristyle.embedded;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * How to start a server. Immutable.
 *
 * @param tcpPort port of the native protocol on 127.0.0.1; 0 takes a free one
 * @param httpPort port of HTTP on 127.0.0.1; 0 takes a free one
 * @param dataDirectory keeps data, configuration and log; null takes a fresh directory that {@code
 *     close} deletes
 * @param users beside {@code default}, which has no password unless it is named here; the modern server that is
 *     fetched as a library cannot give it one
 * @param serverSettings elements of the server's configuration file
 * @param profileSettings settings of the profile {@code default}
 * @param startTimeout how long the server may take until it answers, fetching not counted
 * @param progress told in one line when something takes long, such as fetching the server
 */
public record ServerOptions(
        ServerVersion version,
        int tcpPort,
        int httpPort,
        @Nullable Path dataDirectory,
        List<ServerUser> users,
        List<ServerCluster> clusters,
        Map<String, String> serverSettings,
        Map<String, String> profileSettings,
        boolean queryLog,
        Duration startTimeout,
        Consumer<String> progress) {
    private static final Pattern ELEMENT_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    public ServerOptions {
        users = List.copyOf(users);
        clusters = List.copyOf(clusters);
        serverSettings = Map.copyOf(serverSettings);
        profileSettings = Map.copyOf(profileSettings);
    }

    /** A builder with defaults: free ports, a temporary directory, the user {@code default} alone. */
    public static Builder builder(ServerVersion version) {
        return new Builder(version);
    }

    static void checkElementName(String what, String name) {
        if (!ELEMENT_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(what + " \"" + name
                    + "\": a name starts with a letter or underscore and goes on with letters, digits, _ . or -");
        }
    }

    /** Collects options; not thread-safe. */
    public static final class Builder {
        private final ServerVersion version;
        private int tcpPort;
        private int httpPort;
        private @Nullable Path dataDirectory;
        private final List<ServerUser> users = new ArrayList<>();
        private final List<ServerCluster> clusters = new ArrayList<>();
        private final Map<String, String> serverSettings = new LinkedHashMap<>();
        private final Map<String, String> profileSettings = new LinkedHashMap<>();
        private boolean queryLog;
        private Duration startTimeout = Duration.ofSeconds(60);
        private Consumer<String> progress = LoggerFactory.getLogger(ClickHouseServer.class)::info;

        private Builder(ServerVersion version) {
            this.version = version;
        }

        /** The port of the native protocol; 0, the default, takes a free one. */
        public Builder tcpPort(int port) {
            tcpPort = checkPort(port);
            return this;
        }

        /** The port of HTTP; 0, the default, takes a free one. */
        public Builder httpPort(int port) {
            httpPort = checkPort(port);
            return this;
        }

        /** Where data, configuration and log stay; created if missing, never deleted. */
        public Builder dataDirectory(Path directory) {
            dataDirectory = directory.toAbsolutePath();
            return this;
        }

        /** Adds a user; one named {@code default} replaces the one without a password. */
        public Builder user(ServerUser user) {
            users.add(user);
            return this;
        }

        /** Adds a cluster for Distributed tables. */
        public Builder cluster(ServerCluster cluster) {
            clusters.add(cluster);
            return this;
        }

        /** Sets an element of the server's configuration, such as {@code max_concurrent_queries}. */
        public Builder serverSetting(String name, String value) {
            checkElementName("server setting", name);
            serverSettings.put(name, value);
            return this;
        }

        /** Sets a query setting for the profile {@code default}, such as {@code max_threads}. */
        public Builder profileSetting(String name, String value) {
            checkElementName("profile setting", name);
            profileSettings.put(name, value);
            return this;
        }

        /** Whether the server keeps {@code system.query_log}; off by default. */
        public Builder queryLog(boolean kept) {
            queryLog = kept;
            return this;
        }

        /** How long the server may take until it answers; 60 seconds by default. */
        public Builder startTimeout(Duration timeout) {
            startTimeout = timeout;
            return this;
        }

        /** Where lines of progress go; the log by default. */
        public Builder progress(Consumer<String> listener) {
            progress = listener;
            return this;
        }

        public ServerOptions build() {
            return new ServerOptions(
                    version,
                    tcpPort,
                    httpPort,
                    dataDirectory,
                    users,
                    clusters,
                    serverSettings,
                    profileSettings,
                    queryLog,
                    startTimeout,
                    progress);
        }

        private static int checkPort(int port) {
            if (port < 0 || port > 65_535) {
                throw new IllegalArgumentException("port " + port + " is outside 0 to 65535");
            }
            return port;
        }
    }
}
