package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Session;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ConnectionException;
import io.peristyle.testkit.HaproxyFront;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.TestCertificates;
import io.peristyle.testkit.TestCertificates.Issued;
import io.peristyle.testkit.Transport;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers behind haproxy, which takes the TLS from their connections (reliability test T24). */
@OnEveryServer
@OverEveryTransport
final class EncryptedIT {
    private static final int ROWS = 300_000;

    @TempDir
    static Path folder;

    private static TestCertificates authority;
    private static Issued localhost;
    private static Issued client;
    private static Issued elsewhere;
    private static Issued named;
    private static Issued expired;
    private static Issued selfSigned;
    private static TestCertificates another;

    private ClickHouseServer server;
    private Transport transport;

    @BeforeAll
    static void issue() {
        authority = TestCertificates.authority(folder, "authority");
        localhost = authority.issue("localhost", "dns:localhost", "ip:127.0.0.1");
        client = authority.issue("client");
        elsewhere = authority.issue("elsewhere", "dns:clickhouse.example");
        named = authority.issue("named", "dns:localhost");
        expired = authority.issueExpired("expired", "dns:localhost");
        selfSigned = authority.selfSigned("self-signed", "dns:localhost");
        another = TestCertificates.authority(folder, "another");
    }

    @BeforeEach
    void take(ClickHouseServer server, Transport transport) {
        HaproxyFront.assumeInstalled("EncryptedIT");
        this.server = server;
        this.transport = transport;
    }

    @Test
    void carriesQueriesInsertsAndSessions() {
        try (HaproxyFront front = front(localhost, null);
                ClickHouse db = ClickHouse.connect(url("localhost", front, trusting()));
                Session session = db.session().join()) {
            session.query("CREATE TEMPORARY TABLE encrypted (a UInt64, s String)")
                    .execute()
                    .join();
            session.insert("encrypted")
                    .columns(Map.of(
                            "a",
                            LongStream.range(0, ROWS).toArray(),
                            "s",
                            LongStream.range(0, ROWS).mapToObj(Long::toString).toArray(String[]::new)))
                    .join();
            assertThat(session.query("SELECT sum(a) FROM encrypted WHERE toString(a) = s")
                            .value(Long.class)
                            .join())
                    .isEqualTo((long) ROWS * (ROWS - 1) / 2);
            long[] sum = new long[1];
            db.query("SELECT number FROM numbers(1000000)")
                    .forEachBlock(
                            block -> sum[0] += LongStream.of(block.longs(0)).sum())
                    .join();
            assertThat(sum[0]).isEqualTo(499_999_500_000L);
        }
    }

    @Test
    void comparesAnAddressWithTheCertificate() {
        try (HaproxyFront front = front(localhost, null);
                ClickHouse db = ClickHouse.connect(url("127.0.0.1", front, trusting()))) {
            db.ping().join();
        }
    }

    @Test
    void showsItsCertificateWhereOneIsAskedFor() {
        String identity = "&ssl_cert=" + client.certificate() + "&ssl_key=" + client.key();
        String store = "&key_store=" + client.store() + "&key_store_password=" + TestCertificates.PASSWORD
                + "&key_store_type=PKCS12";
        try (HaproxyFront front = front(localhost, authority.rootCertificate());
                ClickHouse pem = ClickHouse.connect(url("localhost", front, trusting() + identity));
                ClickHouse java = ClickHouse.connect(url("localhost", front, trusting() + store))) {
            pem.ping().join();
            java.ping().join();
            refuses("localhost", front, trusting(), "client certificate");
        }
    }

    @Test
    void refusesWhoeverIsNotTheServer() {
        try (HaproxyFront front = front(elsewhere, null)) {
            refuses("localhost", front, trusting(), "not issued for localhost");
            connects("localhost", front, trusting() + "&tls_server_name=clickhouse.example");
            connects("localhost", front, trusting() + "&ssl_mode=verify_ca");
        }
        try (HaproxyFront front = front(named, null)) {
            refuses("127.0.0.1", front, trusting(), "not issued for 127.0.0.1");
        }
    }

    @Test
    void refusesWhatNobodyTrustedSignedOrHasExpired() {
        try (HaproxyFront front = front(expired, null)) {
            refuses("localhost", front, trusting(), "has expired");
        }
        try (HaproxyFront front = front(selfSigned, null)) {
            refuses("localhost", front, trusting(), "not signed by an authority");
            refuses("localhost", front, "", "not signed by an authority");
            connects("localhost", front, "ssl_mode=insecure_trust_all");
        }
        try (HaproxyFront front = front(localhost, null)) {
            refuses("localhost", front, "ssl_root_cert=" + another.rootCertificate(), "not signed by an authority");
        }
    }

    private HaproxyFront front(Issued certificate, @Nullable Path clients) {
        int port = transport == Transport.NATIVE ? server.tcpPort() : server.httpPort();
        return HaproxyFront.to(folder, port, certificate, clients);
    }

    private String url(String host, HaproxyFront front, String options) {
        return (transport == Transport.NATIVE ? "clickhouses://" : "https://") + host + ":" + front.port() + "/?"
                + options;
    }

    private static String trusting() {
        return "ssl_root_cert=" + authority.rootCertificate();
    }

    private void connects(String host, HaproxyFront front, String options) {
        try (ClickHouse db = ClickHouse.connect(url(host, front, options))) {
            db.ping().join();
        }
    }

    private void refuses(String host, HaproxyFront front, String options, String reason) {
        try (ClickHouse db = ClickHouse.connect(url(host, front, options + "&acquire_timeout=5s"))) {
            assertThatThrownBy(() -> db.ping().join())
                    .hasCauseInstanceOf(ConnectionException.class)
                    .hasMessageContaining(reason);
        }
    }
}
