package io.peristyle.transport.tcp;

import static io.peristyle.testkit.TestCertificates.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.KeyStoreFile;
import io.peristyle.options.SslMode;
import io.peristyle.options.Timeouts;
import io.peristyle.options.TlsOptions;
import io.peristyle.options.TlsOptions.Identity;
import io.peristyle.options.TlsOptions.Trust;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.TestCertificates;
import io.peristyle.testkit.TestCertificates.Issued;
import io.peristyle.testkit.TlsFront;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only the right server is connected to, by default settings, and each failure names its reason. */
@OnServer
class TlsIT {
    private static final Trust JDK_AUTHORITIES = new Trust(null, null);
    private static final long ROWS = 3_000_000;

    @TempDir
    static Path folder;

    private static TestCertificates authority;
    private static Issued localhost;

    @BeforeAll
    static void issue() {
        authority = TestCertificates.authority(folder, "authority");
        localhost = authority.issue("localhost", "dns:localhost", "ip:127.0.0.1");
    }

    @Test
    void carriesLargeResultsBothCompressedAndPlain(ClickHouseServer server) {
        try (TlsFront front = front(server, localhost, false);
                TestClient client = client(strict(trusting(authority)))) {
            Connection connection = client.connect("localhost", front.port());
            for (boolean compressed : List.of(false, true)) {
                QueryRequest request = new QueryRequest(
                        "SELECT number FROM numbers(" + ROWS + ")",
                        List.of(),
                        compressed ? TestClient.COMPRESSED : TestClient.PLAIN,
                        true);
                assertThat(TestClient.run(connection, request).await().rows()).isEqualTo(ROWS);
            }
            assertThat(connection.isUsable()).isTrue();
        }
    }

    @Test
    void sendsInsertsOfManyBlocks(ClickHouseServer server) {
        try (TlsFront front = front(server, localhost, false);
                TestClient client = client(strict(trusting(authority)))) {
            Connection connection = client.connect("localhost", front.port());
            TestClient.run(connection, TestClient.statement("CREATE TEMPORARY TABLE numbered (n UInt64)"))
                    .await();
            InsertRequest insert = new InsertRequest("INSERT INTO numbered (n) FORMAT Native", TestClient.COMPRESSED);
            RecordingSink sink = new RecordingSink();
            connection.insert(insert, new NumberedRows(20, 50_000), sink, Deadline.NONE);
            assertThat(sink.await().rows()).isEqualTo(1_000_000);
            RecordingSink sum = TestClient.run(connection, "SELECT sum(n) FROM numbered");
            assertThat(sum.blocks.get(0).longs(0)).containsExactly(499_999_500_000L);
        }
    }

    @Test
    void sendsTheNameThatItExpects(ClickHouseServer server) {
        Issued other = authority.issue("named", "dns:clickhouse.example");
        try (TlsFront front = front(server, other, false);
                TestClient client = client(strict(trusting(authority)).withServerName("clickhouse.example"))) {
            assertThat(client.connect("127.0.0.1", front.port()).isUsable()).isTrue();
            Awaitility.await().until(() -> !front.serverNames().isEmpty());
            assertThat(front.serverNames()).hasSize(1).allMatch(name -> name.contains("clickhouse.example"));
        }
    }

    @Test
    void sendsANameWithoutADotToo(ClickHouseServer server) {
        Issued other = authority.issue("short", "dns:clickhouse-a");
        try (TlsFront front = front(server, other, false);
                TestClient client = client(strict(trusting(authority)).withServerName("clickhouse-a"))) {
            assertThat(client.connect("127.0.0.1", front.port()).isUsable()).isTrue();
            Awaitility.await().until(() -> !front.serverNames().isEmpty());
            assertThat(front.serverNames()).hasSize(1).allMatch(name -> name.contains("clickhouse-a"));
        }
    }

    @Test
    void anAddressIsComparedWithTheCertificatesAddresses(ClickHouseServer server) {
        Issued named = authority.issue("named-only", "dns:localhost");
        try (TlsFront right = front(server, localhost, false);
                TlsFront wrong = front(server, named, false);
                TestClient client = client(strict(trusting(authority)))) {
            assertThat(client.connect("127.0.0.1", right.port()).isUsable()).isTrue();
            assertThatThrownBy(() -> client.connect("127.0.0.1", wrong.port()))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("not issued for 127.0.0.1");
        }
    }

    @Test
    void refusesACertificateForAnotherName(ClickHouseServer server) {
        Issued other = authority.issue("other", "dns:clickhouse.example");
        try (TlsFront front = front(server, other, false);
                TestClient client = client(strict(trusting(authority)));
                TestClient expecting = client(strict(trusting(authority)).withServerName("clickhouse.example"));
                TestClient lenient = client(strict(trusting(authority)).withMode(SslMode.VERIFY_CA))) {
            assertThatThrownBy(() -> client.connect("localhost", front.port()))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("not issued for localhost")
                    .hasMessageContaining("tls_server_name");
            assertThat(expecting.connect("localhost", front.port()).isUsable()).isTrue();
            assertThat(lenient.connect("localhost", front.port()).isUsable()).isTrue();
        }
    }

    @Test
    void refusesACertificateThatHasExpired(ClickHouseServer server) {
        Issued expired = authority.issueExpired("expired", "dns:localhost");
        refuses(server, expired, trusting(authority), "has expired");
    }

    @Test
    void refusesACertificateThatNobodyKnownSigned(ClickHouseServer server) {
        Issued selfSigned = authority.selfSigned("self-signed", "dns:localhost");
        TestCertificates another = TestCertificates.authority(folder, "another");
        refuses(server, selfSigned, trusting(authority), "not signed by an authority");
        refuses(server, localhost, trusting(another), "not signed by an authority");
        refuses(server, localhost, JDK_AUTHORITIES, "ssl_root_cert");
    }

    @Test
    void saysWhatIsWrongWithAChainWhoseAuthorityItTrusts(ClickHouseServer server) {
        Issued broken = authority.issueByNoAuthority("broken", "dns:localhost");
        try (TlsFront front = front(server, broken, false);
                TestClient client = client(strict(trusting(authority)))) {
            assertThatThrownBy(() -> client.connect("localhost", front.port()))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("chain of certificates is not valid")
                    .hasMessageNotContaining("ssl_root_cert");
        }
    }

    @Test
    void trustingEverythingTakesAnOptionThatSaysSo(ClickHouseServer server) {
        Issued selfSigned = authority.selfSigned("self-signed-trusted", "dns:elsewhere");
        try (TlsFront front = front(server, selfSigned, false);
                TestClient client = client(strict(JDK_AUTHORITIES).withMode(SslMode.INSECURE_TRUST_ALL))) {
            assertThat(client.connect("localhost", front.port()).isUsable()).isTrue();
        }
    }

    @Test
    void showsItsCertificateWhereOneIsAskedFor(ClickHouseServer server) {
        Issued mine = authority.issue("client");
        Identity files = new Identity(mine.certificate(), mine.key(), null);
        Identity store = new Identity(null, null, new KeyStoreFile(mine.store(), () -> PASSWORD, "PKCS12"));
        try (TlsFront front = front(server, localhost, true);
                TestClient withFiles = client(strict(trusting(authority)).withIdentity(files));
                TestClient withStore = client(strict(trusting(authority)).withIdentity(store));
                TestClient without = client(strict(trusting(authority)))) {
            assertThat(withFiles.connect("localhost", front.port()).isUsable()).isTrue();
            assertThat(withStore.connect("localhost", front.port()).isUsable()).isTrue();
            assertThatThrownBy(() -> without.connect("localhost", front.port()))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("asks for a client certificate");
        }
    }

    @Test
    void opensslEncryptsAndRefusesLikeTheJdk(ClickHouseServer server) {
        Issued other = authority.issue("other-openssl", "dns:clickhouse.example");
        TlsOptions openssl = strict(trusting(authority)).withProvider(TlsOptions.Provider.OPENSSL);
        try (TlsFront right = front(server, localhost, false);
                TlsFront wrong = front(server, other, false);
                TestClient client = client(openssl)) {
            assertThat(TestClient.run(
                                    client.connect("localhost", right.port()),
                                    "SELECT number FROM numbers(" + ROWS + ")")
                            .await()
                            .rows())
                    .isEqualTo(ROWS);
            assertThatThrownBy(() -> client.connect("localhost", wrong.port()))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("not issued for localhost");
        }
    }

    @Test
    void trustsWhatAJavaStoreSays(ClickHouseServer server) {
        Trust store = new Trust(null, new KeyStoreFile(localhost.store(), () -> PASSWORD, "PKCS12"));
        try (TlsFront front = front(server, localhost, false);
                TestClient client = client(strict(store))) {
            assertThat(client.connect("localhost", front.port()).isUsable()).isTrue();
        }
    }

    @Test
    void takesUpFilesThatHaveChanged(ClickHouseServer server) throws IOException {
        TestCertificates old = TestCertificates.authority(folder, "old");
        Path used = folder.resolve("used.pem");
        Files.copy(old.rootCertificate(), used, StandardCopyOption.REPLACE_EXISTING);
        try (TlsFront front = front(server, localhost, false);
                TestClient client = client(strict(new Trust(used, null)))) {
            assertThatThrownBy(() -> client.connect("localhost", front.port())).isInstanceOf(ConnectionException.class);
            Files.copy(authority.rootCertificate(), used, StandardCopyOption.REPLACE_EXISTING);
            Awaitility.await()
                    .ignoreExceptionsInstanceOf(ClickHouseException.class)
                    .until(() -> client.connect("localhost", front.port()).isUsable());
            Files.writeString(used, "half a file");
            Awaitility.await()
                    .during(Duration.ofMillis(1_500))
                    .until(() -> client.connect("localhost", front.port()).isUsable());
        }
    }

    @Test
    void aPairOfFilesThatIsReplacedHalfwayChangesNothing(ClickHouseServer server) throws IOException {
        Issued mine = authority.issue("mine");
        Issued next = authority.issue("next");
        Path certificate = Files.copy(mine.certificate(), folder.resolve("pair.pem"));
        Path key = Files.copy(mine.key(), folder.resolve("pair.key"));
        try (TlsFront front = front(server, localhost, true);
                TestClient client =
                        client(strict(trusting(authority)).withIdentity(new Identity(certificate, key, null)))) {
            for (Issued turn : List.of(next, mine)) {
                Files.copy(turn.certificate(), certificate, StandardCopyOption.REPLACE_EXISTING);
                Awaitility.await()
                        .during(Duration.ofMillis(1_500))
                        .until(() -> client.connect("localhost", front.port()).isUsable());
                Files.copy(turn.key(), key, StandardCopyOption.REPLACE_EXISTING);
                Awaitility.await()
                        .during(Duration.ofMillis(1_500))
                        .until(() -> client.connect("localhost", front.port()).isUsable());
            }
        }
    }

    @Test
    void aHandshakeGoesOnWithTheFilesThatItBeganWith(ClickHouseServer server) throws IOException {
        Path used = Files.copy(authority.rootCertificate(), folder.resolve("during.pem"));
        try (TlsFront front = front(server, localhost, false);
                FaultProxy proxy = FaultProxy.to("127.0.0.1", front.port());
                TestClient client = client(strict(new Trust(used, null)))) {
            client.connect("localhost", proxy.port());
            proxy.pause(Direction.TO_CLIENT);
            CompletableFuture<Connection> begun =
                    client.connector.connect(new Endpoint("localhost", proxy.port()), Deadline.NONE);
            Awaitility.await().until(() -> proxy.acceptedConnections() == 2);
            Files.writeString(used, "half a file");
            proxy.resume(Direction.TO_CLIENT);

            assertThat(begun).succeedsWithin(Duration.ofSeconds(20));
        }
    }

    @Test
    void refusesAKeyThatIsNotThatOfTheCertificate() {
        Issued one = authority.issue("one");
        Issued other = authority.issue("other-key");
        Identity mixed = new Identity(one.certificate(), other.key(), null);

        assertThatThrownBy(() -> client(strict(trusting(authority)).withIdentity(mixed)))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ssl_key")
                .hasMessageContaining("the key is not that of the certificate");
    }

    @Test
    void saysWhichFileCannotBeUsed() throws IOException {
        Path empty = Files.writeString(folder.resolve("empty.pem"), "nothing");
        KeyStoreFile wrongPassword = new KeyStoreFile(localhost.store(), () -> "wrong-secret", "PKCS12");
        assertThatThrownBy(() -> client(strict(new Trust(folder.resolve("missing.pem"), null))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("ssl_root_cert")
                .hasMessageContaining("missing.pem");
        assertThatThrownBy(() -> client(strict(new Trust(empty, null))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("empty.pem");
        assertThatThrownBy(() -> client(strict(new Trust(null, wrongPassword))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("trust_store")
                .hasMessageNotContaining("wrong-secret");
        KeyStoreFile forgotten = new KeyStoreFile(localhost.store(), () -> "", "PKCS12");
        assertThatThrownBy(() -> client(strict(new Trust(null, forgotten))))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("trust_store")
                .hasMessageContaining("check the file and its password");
    }

    @Test
    void saysThatAPortDoesNotSpeakTls(ClickHouseServer server) {
        try (TestClient client = client(strict(trusting(authority)))) {
            assertThatThrownBy(() -> client.connect("localhost", server.httpPort()))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining("does not speak TLS");
        }
    }

    @Test
    void aStalledTlsHandshakeEndsWithTheLimitOfDialling() throws IOException {
        try (ServerSocket silent = new ServerSocket(0);
                TestClient client = new TestClient(
                        options(strict(trusting(authority)), dialWithin(Duration.ofMillis(300))), Revision.NEWEST)) {
            assertThatThrownBy(() -> client.connect("localhost", silent.getLocalPort()))
                    .isInstanceOf(OperationTimeoutException.class)
                    .hasMessageContaining("did not end the TLS handshake");
        }
    }

    @Test
    void anAnswerCutWithoutCloseNotifyIsAFailure(@PrivateServer ClickHouseServer server) {
        try (TlsFront front = front(server, localhost, false);
                FaultProxy proxy = FaultProxy.to("127.0.0.1", front.port());
                TestClient client = client(strict(trusting(authority)))) {
            proxy.cutAfter(Direction.TO_CLIENT, 200_000, Cut.FIN);
            Connection connection = client.connect("localhost", proxy.port());
            RecordingSink sink =
                    TestClient.run(connection, TestClient.select("SELECT number FROM numbers(" + ROWS + ")"));
            assertThat(sink.awaitFailure()).isInstanceOf(ConnectionException.class);
            Awaitility.await().until(() -> !connection.isUsable());
        }
    }

    private static void refuses(ClickHouseServer server, Issued certificate, Trust trust, String reason) {
        try (TlsFront front = front(server, certificate, false);
                TestClient client = client(strict(trust))) {
            assertThatThrownBy(() -> client.connect("localhost", front.port()))
                    .isInstanceOf(ConnectionException.class)
                    .hasMessageContaining(reason)
                    .hasMessageContaining("localhost");
        }
    }

    private static TlsFront front(ClickHouseServer server, Issued certificate, boolean asksForCertificate) {
        return TlsFront.to(server.host(), server.tcpPort(), certificate.store(), asksForCertificate);
    }

    private static Timeouts dialWithin(Duration dial) {
        Timeouts usual = Timeouts.DEFAULT;
        return new Timeouts(dial, usual.handshake(), usual.read(), usual.write(), usual.cancelGrace());
    }

    private static TlsOptions strict(Trust trust) {
        return TlsOptions.STRICT.withTrust(trust);
    }

    private static Trust trusting(TestCertificates authority) {
        return new Trust(authority.rootCertificate(), null);
    }

    private static TestClient client(TlsOptions tls) {
        return new TestClient(options(tls, Timeouts.DEFAULT), Revision.NEWEST);
    }

    private static ConnectionOptions options(TlsOptions tls, Timeouts timeouts) {
        return TestClient.options(timeouts).withTls(tls);
    }
}
