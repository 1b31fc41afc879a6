package io.peristyle.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HexFormat;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(ServerVersion.class)
@Timeout(120)
class ClickHouseServerIT {
    private final ServerVersion version;

    ClickHouseServerIT(ServerVersion version) {
        this.version = version;
    }

    @Test
    void answersOverHttp() {
        try (ClickHouseServer server = Servers.start(version)) {
            assertThat(server.http("SELECT version()")).startsWith(version.number() + ".");
            assertThat(server.http("SELECT toTypeName(now()), timezone()"))
                    .contains("DateTime\t")
                    .contains("UTC");
            assertThat(server.url()).isEqualTo("clickhouse://127.0.0.1:" + server.tcpPort());
        }
    }

    @Test
    void speaksTheRevisionThatItsVersionSays() throws IOException {
        try (ClickHouseServer server = Servers.start(version);
                Socket client = new Socket(server.host(), server.tcpPort())) {
            // Hello: packet 0, name "t", version 1.1, revision 60000 as a varint, database "", user "default", password
            // "".
            byte[] hello =
                    HexFormat.of().parseHex("00" + "0174" + "0101" + "e0d403" + "00" + "0764656661756c74" + "00");
            client.getOutputStream().write(hello);
            InputStream in = client.getInputStream();
            assertThat(in.read()).isZero();
            in.skipNBytes(in.read());
            assertThat(List.of(varint(in), varint(in)))
                    .hasToString("[" + version.number().replace(".", ", ") + "]");
            assertThat(varint(in)).isEqualTo(server.revision());
        }
    }

    @Test
    void saysWhyAQueryFailed() {
        try (ClickHouseServer server = Servers.start(version)) {
            assertThatThrownBy(() -> server.http("SELECT nothing"))
                    .isInstanceOf(HttpQueryException.class)
                    .hasMessageContaining("nothing");
        }
    }

    @Test
    void keepsDataOverACrash() {
        try (ClickHouseServer server = Servers.start(version)) {
            fill(server);
            int port = server.tcpPort();
            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThat(server.pid()).isEqualTo(-1);
            assertThatThrownBy(() -> server.http("SELECT 1")).isInstanceOf(HttpQueryException.class);
            server.restart();
            assertThat(server.tcpPort()).isEqualTo(port);
            assertThat(server.http("SELECT sum(a) FROM kept")).isEqualTo("3\n");
        }
    }

    @Test
    void keepsDataOfAGivenDirectoryAfterClose(@TempDir Path directory) {
        ServerOptions options =
                ServerOptions.builder(version).dataDirectory(directory).build();
        try (ClickHouseServer server = Servers.start(options)) {
            fill(server);
        }
        try (ClickHouseServer server = Servers.start(options)) {
            assertThat(server.http("SELECT sum(a) FROM kept")).isEqualTo("3\n");
            server.stop();
            assertThat(server.isAlive()).isFalse();
        }
        assertThat(directory.resolve("server.log")).exists();
    }

    @Test
    void refusesASecondServerOnOneDirectory(@TempDir Path directory) throws IOException {
        ServerOptions options =
                ServerOptions.builder(version).dataDirectory(directory).build();
        try (ClickHouseServer server = Servers.start(options)) {
            String configuration = Files.readString(directory.resolve("config.xml"));

            assertThatThrownBy(() -> ClickHouseServer.start(options))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("is used by another server");

            assertThat(directory.resolve("config.xml"))
                    .as("which the running server reads again when it changes")
                    .hasContent(configuration);
            assertThat(Files.getPosixFilePermissions(directory.resolve("users.xml")))
                    .as("passwords stand there")
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
            assertThat(server.http("SELECT 1")).isEqualTo("1\n");
        }
    }

    @Test
    void standsStillWhilePaused() throws IOException {
        try (ClickHouseServer server = Servers.start(version)) {
            server.pause();
            try (Socket client = new Socket(server.host(), server.httpPort())) {
                client.getOutputStream().write("GET /ping HTTP/1.0\r\n\r\n".getBytes(US_ASCII));
                client.setSoTimeout(200);
                assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
                server.resume();
                client.setSoTimeout(0);
                assertThat(client.getInputStream().readAllBytes()).asString().contains("200 OK");
            }
        }
    }

    @Test
    void stopsAndRestartsAServerThatIsPaused() {
        try (ClickHouseServer server = Servers.start(version)) {
            server.pause();
            server.restart();
            assertThat(server.http("SELECT 1")).isEqualTo("1\n");
            server.pause();
            server.kill();
            assertThat(server.isAlive()).isFalse();
        }
    }

    @Test
    void knowsUsersByTheirPasswordsAndProfiles() {
        ServerOptions options = ServerOptions.builder(version)
                .user(new ServerUser("reader", "1<2&3", "readonly"))
                .profileSetting("max_block_size", "1234")
                .build();
        try (ClickHouseServer server = Servers.start(options)) {
            assertThat(server.http("SELECT value FROM system.settings WHERE name = 'max_block_size'"))
                    .isEqualTo("1234\n");
            assertThat(as(server, "reader", "1<2&3", "SELECT 1")).isEqualTo("1\n");
            assertThatThrownBy(() -> as(server, "reader", "1<2&3", "CREATE DATABASE d"))
                    .hasMessageContaining("readonly");
            assertThatThrownBy(() -> as(server, "reader", "wrong", "SELECT 1"))
                    .isInstanceOf(HttpQueryException.class)
                    .hasMessageContaining("HTTP status");
            assertThat(server.http("SELECT 1")).isEqualTo("1\n");
        }
    }

    @Test
    void givesTheDefaultUserAPasswordOrSaysThatItCannot() {
        ServerOptions options = ServerOptions.builder(version)
                .user(new ServerUser("default", "pw"))
                .build();
        try (ClickHouseServer server = Servers.start(options)) {
            assertThat(server.http("SELECT 1")).isEqualTo("1\n");
            assertThatThrownBy(() -> as(server, "default", "", "SELECT 1")).isInstanceOf(HttpQueryException.class);
        } catch (ServerStartException e) {
            assertThat(version).isEqualTo(ServerVersion.MODERN);
            assertThat(e).hasMessageContaining("give the password to another user");
        }
    }

    @Test
    void runsSideBySideInACluster() {
        int first = ClickHouseServer.freePort();
        int second = ServerPorts.free(first);
        ServerCluster cluster = new ServerCluster("both", List.of(shard(first), shard(second)));
        try (ClickHouseServer one = Servers.start(ServerOptions.builder(version)
                        .tcpPort(first)
                        .cluster(cluster)
                        .build());
                ClickHouseServer other = Servers.start(ServerOptions.builder(version)
                        .tcpPort(second)
                        .cluster(cluster)
                        .build())) {
            fill(one);
            fill(other);
            one.http("CREATE TABLE spread AS kept ENGINE = Distributed(both, default, kept)");
            assertThat(one.http("SELECT sum(a), count() FROM spread")).isEqualTo("6\t4\n");
        }
    }

    @Test
    void takesOtherPortsWhenSomebodyWasQuicker() throws IOException {
        try (ServerSocket quicker = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ClickHouseServer witness = Servers.start(version)) {
            Queue<ServerPorts> ports = new ArrayDeque<>(List.of(
                    new ServerPorts(quicker.getLocalPort(), ServerPorts.free(0)),
                    new ServerPorts(ServerPorts.free(0), witness.httpPort())));
            ServerOptions options = ServerOptions.builder(version).build();
            try (ClickHouseServer server =
                    ChildServer.start(options, () -> ports.isEmpty() ? ServerPorts.choose(0, 0) : ports.remove())) {
                assertThat(server.http("SELECT 1")).isEqualTo("1\n");
                assertThat(server.httpPort()).isNotEqualTo(witness.httpPort());
                assertThat(server.tcpPort()).isNotEqualTo(quicker.getLocalPort());
            }
        }
    }

    @Test
    void saysWhichWantedPortIsTaken() {
        try (ClickHouseServer server = Servers.start(version)) {
            ServerOptions options =
                    ServerOptions.builder(version).tcpPort(server.tcpPort()).build();
            assertThatThrownBy(() -> ClickHouseServer.start(options))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("port " + server.tcpPort());
        }
    }

    @Test
    void showsTheLogOfAServerThatDoesNotStart() {
        ServerOptions options = ServerOptions.builder(version)
                .serverSetting("max_concurrent_queries", "many")
                .startTimeout(Duration.ofSeconds(5))
                .build();
        assertThatThrownBy(() -> Servers.start(options).close())
                .isInstanceOf(ServerStartException.class)
                .hasMessageContaining("End of")
                .hasMessageContaining("many");
    }

    @Test
    @Timeout(60)
    void keepsAQueryLogOnRequest() {
        try (ClickHouseServer server =
                Servers.start(ServerOptions.builder(version).queryLog(true).build())) {
            server.http("SELECT 'logged'");
            String logged;
            do {
                // One of 18.16 says that the log is written before a query that has just ended is in it.
                server.http("SYSTEM FLUSH LOGS");
                logged =
                        server.http("SELECT count() > 0 FROM system.query_log WHERE query LIKE 'SELECT \\'logged\\'%'");
            } while (logged.equals("0\n"));
            assertThat(logged).isEqualTo("1\n");
        }
    }

    @Test
    void leavesNothingBehind() {
        ClickHouseServer server = Servers.start(version);
        ProcessHandle process = ProcessHandle.of(server.pid()).orElseThrow();
        Path directory = server.directory();
        server.close();
        server.close();
        assertThat(process.isAlive()).isFalse();
        assertThat(directory).doesNotExist();
    }

    @Test
    void canBeReachedByItsAddress() {
        try (ClickHouseServer server = Servers.start(version)) {
            ClickHouseServer again = ClickHouseServer.at(URI.create(server.url() + "?http_port=" + server.httpPort()));
            assertThat(again.version()).isEqualTo(version);
            assertThat(again.http("SELECT 1")).isEqualTo("1\n");
            assertThat(again.isControllable()).isFalse();
            assertThatThrownBy(again::kill).isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"running", "paused"})
    void diesWithItsParent(String state) throws Exception {
        Servers.start(version).close();
        Process parent = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OrphanMaker.class.getName(),
                        version.name(),
                        state)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] said = parent.inputReader().readLine().split(" ", 2);
        ProcessHandle server = ProcessHandle.of(Long.parseLong(said[0])).orElseThrow();
        try {
            parent.destroyForcibly();
            assertThat(server.onExit()).succeedsWithin(Duration.ofSeconds(30));
        } finally {
            server.destroyForcibly();
            ChildServer.delete(Path.of(said[1]));
        }
    }

    private static int varint(InputStream in) throws IOException {
        int value = 0;
        for (int shift = 0; ; shift += 7) {
            int next = in.read();
            value |= (next & 0x7f) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    private static void fill(ClickHouseServer server) {
        server.http("CREATE TABLE kept (a Int32) ENGINE = MergeTree ORDER BY a");
        server.http("INSERT INTO kept (a) VALUES (1), (2)");
    }

    private static List<ServerCluster.Replica> shard(int port) {
        return List.of(new ServerCluster.Replica("127.0.0.1", port));
    }

    private static String as(ClickHouseServer server, String user, String password, String sql) {
        return new HttpQuery(server.host(), server.httpPort(), user, password).run(sql, HttpQuery.TIMEOUT);
    }
}
