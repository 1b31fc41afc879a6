package io.peristyle.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.client.ClickHouse;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ServerException;
import io.peristyle.options.Compression.Method;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows over HTTP are the same whatever compresses them, and it does compress them where the server can. */
@OnEveryServer
final class HttpCompressionIT {
    private static final int ROWS = 100_000;
    private static final int BYTES_OF_ROW = 40;

    private final ClickHouseServer server;
    private final ServerVersion version;
    private final String sql;

    HttpCompressionIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
        this.sql = "SELECT toInt64(number) AS id, toString(number % 1000) AS text,"
                + " if(number % 3 = 0, NULL, toInt32(number)) AS maybe, [number, number + 1] AS list,"
                + " CAST(toString(number % 300) AS " + word() + ") AS word FROM numbers(" + ROWS + ")";
    }

    private String word() {
        return version == ServerVersion.MODERN ? "LowCardinality(String)" : "String";
    }

    @BeforeEach
    void createTable() {
        server.http("DROP TABLE IF EXISTS http_compressed");
        server.http("CREATE TABLE http_compressed (id Int64, text String, maybe Nullable(Int32), list Array(UInt64),"
                + " word " + word() + ") ENGINE = Memory");
    }

    @AfterEach
    void dropTable() {
        server.http("DROP TABLE http_compressed");
    }

    @ParameterizedTest
    @EnumSource
    void goThereAndBack(Method method) {
        try (FaultProxy proxy = Transport.HTTP.proxyTo(server);
                ClickHouse db = ClickHouse.connect(url(proxy, method))) {
            proxy.record(Direction.TO_CLIENT);
            List<Block> blocks = new ArrayList<>();
            db.query(sql)
                    .setting("max_block_size", ROWS)
                    .forEachBlock(blocks::add)
                    .join();
            checkAnswer(method, proxy.recorded(Direction.TO_CLIENT));

            long sent = proxy.bytes(Direction.TO_SERVER);
            // Of many pieces, one of its columns too.
            assertThat(blocks).hasSize(1);
            db.insert("http_compressed").block(blocks.get(0)).join();
            checkSize(method != Method.NONE, proxy.bytes(Direction.TO_SERVER) - sent);
            assertThat(server.http("SELECT count(), sum(cityHash64(*)) FROM http_compressed"))
                    .isEqualTo(server.http("SELECT count(), sum(cityHash64(*)) FROM (" + sql + ")"));
            ClientResources.awaitRest(db);
        }
    }

    @ParameterizedTest
    @EnumSource
    void mayBeNone(Method method) {
        try (FaultProxy proxy = Transport.HTTP.proxyTo(server);
                ClickHouse db = ClickHouse.connect(url(proxy, method))) {
            assertThat(db.query("SELECT 1 WHERE 0").rows().join()).isEmpty();
            db.insert("http_compressed").maps(List.of()).join();
            assertThat(db.query("SELECT count() FROM http_compressed")
                            .value(Long.class)
                            .join())
                    .isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void areRefusedInTheServersWords(Method method) {
        try (FaultProxy proxy = Transport.HTTP.proxyTo(server);
                ClickHouse db = ClickHouse.connect(url(proxy, method))) {
            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() ->
                                db.query("SELECT * FROM nowhere_at_all").rows().join())
                        .cause()
                        .isInstanceOfSatisfying(
                                ServerException.class,
                                error -> assertThat(error.code()).isEqualTo(60))
                        .hasMessageContaining("nowhere_at_all");
            }
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            assertThat(proxy.acceptedConnections()).isEqualTo(1);
        }
    }

    private void checkAnswer(Method method, byte[] answer) {
        boolean modern = version == ServerVersion.MODERN;
        boolean whole = method == Method.GZIP || (method == Method.ZSTD && modern);
        assertThat(new String(answer, ISO_8859_1)
                        .contains("Content-Encoding: " + method.name().toLowerCase(Locale.ROOT)))
                .isEqualTo(whole);
        checkSize(whole || (method != Method.NONE && modern), answer.length);
    }

    private static void checkSize(boolean compressed, long bytes) {
        long plain = (long) ROWS * BYTES_OF_ROW;
        if (compressed) {
            assertThat(bytes).isLessThan(plain * 2 / 3);
        } else {
            assertThat(bytes).isGreaterThan(plain);
        }
    }

    private static String url(FaultProxy proxy, Method method) {
        return Transport.HTTP.url(proxy) + "?max_open_conns=1&compress=" + method.name();
    }
}
