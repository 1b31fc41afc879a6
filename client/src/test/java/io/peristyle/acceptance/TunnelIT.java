package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Session;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ConnectionException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.TinyproxyFront;
import io.peristyle.testkit.Transport;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are reached through tinyproxy, by tunnels that it is asked for. */
@OnEveryServer
@OverEveryTransport
final class TunnelIT {
    private static final int ROWS = 300_000;
    private static final String SECRET = "s3cret-of-this-test";

    @TempDir
    private static Path folder;

    private ClickHouseServer server;
    private Transport transport;

    @BeforeEach
    void take(ClickHouseServer server, Transport transport) {
        TinyproxyFront.assumeInstalled("TunnelIT");
        this.server = server;
        this.transport = transport;
    }

    @Test
    void carryQueriesInsertsAndSessions() {
        try (TinyproxyFront proxy = TinyproxyFront.open(folder);
                ClickHouse db = through(proxy, "");
                Session session = db.session().join()) {
            session.query("CREATE TEMPORARY TABLE tunnelled (a UInt64)")
                    .execute()
                    .join();
            session.insert("tunnelled")
                    .columns(Map.of("a", LongStream.range(0, ROWS).toArray()))
                    .join();
            assertThat(session.query("SELECT sum(a) FROM tunnelled")
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
    void areForThoseWhomTheProxyKnows() {
        try (TinyproxyFront proxy = TinyproxyFront.guarded(folder, "me", SECRET)) {
            try (ClickHouse db = through(proxy, "me:" + SECRET + "@")) {
                assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            }
            for (String stranger : new String[] {"", "me:wrong-" + SECRET + "@", "you:" + SECRET + "@"}) {
                try (ClickHouse db = through(proxy, stranger)) {
                    assertThatThrownBy(() ->
                                    db.query("SELECT 1").value(Integer.class).join())
                            .hasCauseInstanceOf(ConnectionException.class)
                            .hasMessageContaining("the proxy 127.0.0.1:" + proxy.port())
                            .hasMessageContaining("refused a tunnel: 40")
                            .hasMessageContaining("said in http_proxy")
                            .hasMessageNotContaining(SECRET);
                }
            }
        }
    }

    @Test
    void endWithTheProxy() {
        TinyproxyFront proxy = TinyproxyFront.open(folder);
        try (ClickHouse db = through(proxy, "")) {
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            assertThat(db.stats().size()).isEqualTo(1);
            proxy.close();

            await().until(() -> db.stats().size() == 0);
            assertThatThrownBy(() -> db.query("SELECT 1").value(Integer.class).join())
                    .hasCauseInstanceOf(ConnectionException.class)
                    .hasMessageContaining("the proxy 127.0.0.1:" + proxy.port())
                    .hasMessageContaining("refused");
        } finally {
            proxy.close();
        }
    }

    private ClickHouse through(TinyproxyFront proxy, String user) {
        return ClickHouse.connect(
                transport.url(server) + "?acquire_timeout=5s&http_proxy=http://" + user + "127.0.0.1:" + proxy.port());
    }
}
