package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.Outcome;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.TestCertificates;
import io.peristyle.testkit.TlsFront;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A statement of which a part stayed here is told not to have been executed: so it must not be, later. Over HTTP its end is unknown. */
@OnEveryServer
final class UnsentStatementIT {
    private static final int LONGER_THAN_SOCKETS_TAKE = 48 << 20;
    private static final String STATEMENT =
            "INSERT INTO unsent_statement SELECT 1 -- " + "x".repeat(LONGER_THAN_SOCKETS_TAKE);

    @TempDir
    private static Path folder;

    private final ClickHouseServer server;

    UnsentStatementIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEach
    void create() {
        server.http("DROP TABLE IF EXISTS unsent_statement");
        server.http("CREATE TABLE unsent_statement (a UInt8) ENGINE = Memory");
    }

    @Test
    void staysUnsentWhenItsTimeIsOver() {
        try (FaultProxy proxy = FaultProxy.to(server);
                ClickHouse db = ClickHouse.connect(url(proxy, "retries=0&query_timeout=1s"))) {
            staysUnsent(proxy, db);
        }
    }

    @Test
    void staysUnsentWhenTheServerTakesNothing() {
        try (FaultProxy proxy = FaultProxy.to(server);
                ClickHouse db = ClickHouse.connect(url(proxy, "retries=0&write_timeout=1s"))) {
            staysUnsent(proxy, db);
        }
    }

    @Test
    void staysUnsentWhenTheServerTakesNothingThroughTls() {
        TestCertificates.Issued issued =
                TestCertificates.authority(folder, "authority").issue("localhost", "dns:localhost");
        try (TlsFront front = TlsFront.to(server.host(), server.tcpPort(), issued.store(), false);
                FaultProxy proxy = FaultProxy.to("127.0.0.1", front.port());
                ClickHouse db = ClickHouse.connect(
                        encrypted(proxy) + "?retries=0&write_timeout=1s&ssl_mode=insecure_trust_all")) {
            staysUnsent(proxy, db);
        }
    }

    private void staysUnsent(FaultProxy proxy, ClickHouse db) {
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        proxy.pause(Direction.TO_SERVER);
        CompletableFuture<?> unsent = db.query(STATEMENT)
                .setting("max_query_size", 2L * LONGER_THAN_SOCKETS_TAKE)
                .execute();
        assertThat(unsent)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        ClickHouseException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED));
        proxy.resume(Direction.TO_SERVER);

        await().atMost(Duration.ofSeconds(20)).until(() -> proxy.openConnections() == 0);
        await().atMost(Duration.ofSeconds(20)).until(() -> connections().equals("0"));
        assertThat(server.http("SELECT count() FROM unsent_statement").strip()).isEqualTo("0");
    }

    /** Of the server: as long as it has one it may not have come to the end of what it was sent. */
    private String connections() {
        return server.http("SELECT value FROM system.metrics WHERE metric = 'TCPConnection'")
                .strip();
    }

    private String encrypted(FaultProxy proxy) {
        return "clickhouses://" + proxy.host() + ":" + proxy.port();
    }

    private String url(FaultProxy proxy, String options) {
        return proxy.url() + "?" + options;
    }
}
