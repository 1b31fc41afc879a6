package io.peristyle.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The configuration files of a server: {@code config.xml} and {@code users.xml} in its directory.
 *
 * @param directory the server's directory; the data are in its folder {@code data}
 * @param mark value of the macro {@value #MARK}, by which a server is told from another one on the same port
 */
record ServerConfig(ServerOptions options, Path directory, ServerPorts ports, String mark) {
    static final String MARK = "peristyle_mark";

    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    Path dataPath() {
        return directory.resolve("data");
    }

    Path configFile() {
        return directory.resolve("config.xml");
    }

    /** Queries as user {@code default}. */
    HttpQuery http() {
        return new HttpQuery(ServerProcess.HOST, ports.http(), "default", defaultPassword());
    }

    /** The password of the user {@code default}; empty if it has none. */
    String defaultPassword() {
        return everyUser()
                .filter(user -> user.name().equals("default"))
                .map(ServerUser::password)
                .findFirst()
                .orElse("");
    }

    private Path usersFile() {
        return directory.resolve("users.xml");
    }

    /** Writes both files. The ports stand in the file only where the engine does not get them as arguments. */
    void write(boolean withListeners) throws IOException {
        Files.createDirectories(dataPath());
        Files.writeString(configFile(), config(withListeners));
        writeForOwnerAlone(usersFile(), users());
    }

    /** Passwords stand in it. */
    private static void writeForOwnerAlone(Path file, String text) throws IOException {
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            if (!Files.exists(file)) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            }
            Files.setPosixFilePermissions(file, OWNER_ALONE);
        }
        Files.writeString(file, text);
    }

    private String config(boolean withListeners) {
        Xml xml = new Xml(root());
        xml.value("users_config", usersFile().toString());
        xml.open("macros").value(MARK, mark).close();
        xml.value("default_profile", "default").value("default_database", "default");
        if (!options.serverSettings().containsKey("timezone")) {
            xml.value("timezone", "UTC");
        }
        if (withListeners) {
            listeners(xml);
        }
        if (options.queryLog()) {
            xml.open("query_log").value("database", "system").value("table", "query_log");
            xml.value("flush_interval_milliseconds", "200").close();
        }
        clusters(xml);
        options.serverSettings().forEach(xml::value);
        return xml.end();
    }

    private void listeners(Xml xml) {
        xml.open("logger").value("level", "warning").value("console", "1").close();
        xml.value("listen_host", ServerProcess.HOST);
        xml.value("tcp_port", Integer.toString(ports.tcp()));
        xml.value("http_port", Integer.toString(ports.http()));
        xml.value("path", dataPath() + "/");
        xml.value("tmp_path", dataPath().resolve("tmp") + "/");
        xml.value("user_files_path", dataPath().resolve("user_files") + "/");
        xml.value("format_schema_path", dataPath().resolve("format_schemas") + "/");
        xml.value("mark_cache_size", "268435456");
    }

    private void clusters(Xml xml) {
        xml.open("remote_servers");
        for (ServerCluster cluster : options.clusters()) {
            xml.open(cluster.name());
            cluster.shards().forEach(shard -> {
                xml.open("shard");
                shard.forEach(replica -> xml.open("replica")
                        .value("host", replica.host())
                        .value("port", Integer.toString(replica.port()))
                        .close());
                xml.close();
            });
            xml.close();
        }
        xml.close();
    }

    private String users() {
        Xml xml = new Xml(root());
        xml.open("profiles").open("default");
        profile().forEach(xml::value);
        xml.close().open("readonly").value("readonly", "1").close();
        xml.close();
        xml.open("users");
        everyUser()
                .forEach(user -> xml.open(user.name())
                        .value("password", user.password())
                        .open("networks")
                        .value("ip", "127.0.0.1")
                        .close()
                        .value("profile", user.profile())
                        .value("quota", "default")
                        .close());
        xml.close();
        return xml.open("quotas").value("default", "").close().end();
    }

    /** What the modern server does by itself: columns of LowCardinality, and queries in the log if there is one. */
    private Map<String, String> profile() {
        Map<String, String> settings = new LinkedHashMap<>();
        if (options.version() == ServerVersion.LEGACY) {
            settings.put("allow_experimental_low_cardinality_type", "1");
            settings.put("log_queries", options.queryLog() ? "1" : "0");
        }
        settings.putAll(options.profileSettings());
        return settings;
    }

    private Stream<ServerUser> everyUser() {
        Map<String, ServerUser> byName = new LinkedHashMap<>();
        byName.put("default", new ServerUser("default", ""));
        options.users().forEach(user -> byName.put(user.name(), user));
        return byName.values().stream();
    }

    private String root() {
        return options.version() == ServerVersion.LEGACY ? "yandex" : "clickhouse";
    }

    /** Text of an XML file under construction. */
    private static final class Xml {
        private final StringBuilder text = new StringBuilder();
        private final ArrayDeque<String> path = new ArrayDeque<>();

        Xml(String root) {
            open(root);
        }

        Xml open(String name) {
            text.append('<').append(name).append(">\n");
            path.push(name);
            return this;
        }

        Xml close() {
            text.append("</").append(path.pop()).append(">\n");
            return this;
        }

        Xml value(String name, String value) {
            text.append('<').append(name).append('>');
            text.append(value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"));
            text.append("</").append(name).append(">\n");
            return this;
        }

        String end() {
            return close().text.toString();
        }
    }
}
