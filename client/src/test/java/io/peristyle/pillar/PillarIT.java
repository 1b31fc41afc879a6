package io.peristyle.pillar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.DataException;
import io.peristyle.error.ServerException;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pillar's words, those that are waited for. */
@OnEveryServer
@OverEveryTransport
final class PillarIT {
    private static final String EVIL = "'); DROP TABLE pillar_events; -- {id} \\ \n \u0000 ";

    private Pillar pillar;

    @BeforeEach
    void connect(ClickHouseServer server, Transport transport) {
        pillar = Pillar.connect(PillarOptions.connectionStrings(transport.url(server))
                .withName("pillar-it")
                .withTimeout(Duration.ofMinutes(1)));
        pillar.query("DROP TABLE IF EXISTS pillar_events").join();
        pillar.query("CREATE TABLE pillar_events (id UInt64, event String DEFAULT 'none', at DateTime DEFAULT 0)"
                        + " ENGINE = Memory")
                .join();
    }

    @AfterEach
    void close() {
        pillar.close();
    }

    @Test
    void selectsRowsAsMapsByPlaceholdersWithoutATypes() {
        List<Map<String, @Nullable Object>> rows = pillar.select(
                        "SELECT number AS n, {text} AS t FROM numbers(10) WHERE number >= {least} LIMIT {limit}",
                        Map.of("text", EVIL, "least", 7, "limit", 2))
                .join();

        assertThat(rows)
                .containsExactly(
                        Map.of("n", BigInteger.valueOf(7), "t", EVIL), Map.of("n", BigInteger.valueOf(8), "t", EVIL));
        assertThat(rows.get(0).keySet()).containsExactly("n", "t");
        assertThat(pillar.select("SELECT 1 WHERE 0").join()).isEmpty();
    }

    @Test
    void insertsValuesByPlaceholdersAndNeverAsText() {
        pillar.insert(
                        "INSERT INTO pillar_events (id, event, at) VALUES ({id}, {event}, {at}), ({other}, {event}, {at})",
                        Map.of("id", 1, "other", 2L, "event", EVIL, "at", Instant.ofEpochSecond(1_000_000)))
                .join();

        assertThat(stored())
                .containsExactly(
                        Map.of("id", BigInteger.ONE, "event", EVIL, "seconds", 1_000_000L),
                        Map.of("id", BigInteger.TWO, "event", EVIL, "seconds", 1_000_000L));
    }

    @Test
    void refusesAValueThatItsColumnCannotHold() {
        assertThatThrownBy(() -> pillar.insert("INSERT INTO pillar_events (id) VALUES ({id})", Map.of("id", -1))
                        .join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("id");
        assertThat(stored()).isEmpty();
    }

    @Test
    void insertsExpressionsAroundPlaceholders() {
        pillar.insert(
                        "INSERT INTO pillar_events (id, event) VALUES ({id}, upper({event})), ({id:UInt64} + 1, {event})",
                        Map.of("id", 1, "event", "a'b"))
                .join();

        assertThat(stored()).extracting(row -> row.get("event")).containsExactly("A'B", "a'b");
    }

    @Test
    void insertsNumbersOfItsOwnTextDigitByDigit() {
        pillar.query("DROP TABLE IF EXISTS pillar_numbers").join();
        pillar.query("CREATE TABLE pillar_numbers (n UInt64, d Decimal(38, 20), f Float64, a Array(Decimal(38, 20)))"
                        + " ENGINE = Memory")
                .join();
        pillar.insert("INSERT INTO pillar_numbers VALUES"
                        + " (18446744073709551615, 1.1, 0.30000000000000004, [1, -0.12345678901234567891]),"
                        + " (1e3, 123456789012345678.12345678901234567891, 2.0, [])")
                .join();

        assertThat(pillar.select("SELECT n, d, f, a FROM pillar_numbers ORDER BY n")
                        .join())
                .extracting(row -> List.copyOf(row.values()))
                .containsExactly(
                        List.of(
                                BigInteger.valueOf(1_000),
                                new BigDecimal("123456789012345678.12345678901234567891"),
                                2.0,
                                List.of()),
                        List.of(
                                new BigInteger("18446744073709551615"),
                                new BigDecimal("1.10000000000000000000"),
                                0.30000000000000004,
                                List.of(
                                        new BigDecimal("1.00000000000000000000"),
                                        new BigDecimal("-0.12345678901234567891"))));
    }

    @Test
    void refusesAnExpressionBesideANumberOfMoreDigitsThanItKeeps() {
        String sql = "INSERT INTO pillar_events (id) VALUES (1.1234567890123456789), (toUInt64(2))";

        assertThatThrownBy(() -> pillar.insert(sql).join()).hasCauseInstanceOf(ServerException.class);
        assertThat(stored()).isEmpty();
    }

    @Test
    void insertsFromASelectAndWithoutPlaceholders() {
        pillar.insert("INSERT INTO pillar_events (id, event) SELECT {id}, {event}", Map.of("id", 1, "event", "x"))
                .join();
        pillar.insert("INSERT INTO pillar_events (id, event) VALUES (2, 'y')").join();

        assertThat(stored()).extracting(row -> row.get("event")).containsExactly("x", "y");
    }

    @Test
    void insertsFromValuesThatAreATable(ClickHouseServer server) {
        // 18.16 has no such function, and says so.
        CompletableFuture<Summary> inserted = pillar.insert(
                "INSERT INTO pillar_events (id, event) SELECT * FROM values('id UInt64, event String', (1, 'x'))");

        if (server.version() == ServerVersion.LEGACY) {
            assertThatThrownBy(inserted::join).hasMessageContaining("Unknown table function values");
        } else {
            inserted.join();
            assertThat(stored()).extracting(row -> row.get("event")).containsExactly("x");
        }
    }

    @Test
    void insertsValuesThatAreNamedAsAFormat() {
        pillar.insert("INSERT INTO pillar_events (id, event) FORMAT Values ({id}, 'x')", Map.of("id", 1))
                .join();
        pillar.insert(
                        "INSERT INTO pillar_events (id, event) FORMAT Values ({id}, {event})",
                        Map.of("id", 2, "event", "y"))
                .join();

        assertThat(stored()).extracting(row -> row.get("event")).containsExactly("x", "y");
    }

    @Test
    void saysWhichPlaceholderHasNoValueAndWhichValueNoPlaceholder() {
        String sql = "INSERT INTO pillar_events (id) VALUES ({id})";
        assertThatThrownBy(() -> pillar.insert(sql, Map.of("ident", 1)).join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("ident");
        assertThatThrownBy(() -> pillar.insert(sql).join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("id");
    }

    @Test
    void insertsAMapOrAListOfMapsAndLeavesTheRestToTheDefault() {
        pillar.insertToTable("pillar_events", Map.of("id", 1, "event", EVIL)).join();
        pillar.insertToTable("pillar_events", List.of(Map.of("id", 2), Map.of("id", 3)))
                .join();

        assertThat(stored()).extracting(row -> row.get("event")).containsExactly(EVIL, "none", "none");
    }

    @Test
    void whatIsAsyncIsStoredAsWell() {
        pillar.asyncInsert(
                        "INSERT INTO pillar_events (id, event) VALUES ({id}, {event})", Map.of("id", 1, "event", "a"))
                .join();
        pillar.asyncInsert("INSERT INTO pillar_events (id, event) VALUES (2, lower('B'))")
                .join();
        pillar.asyncInsertToTable("pillar_events", Map.of("id", 3, "event", "c"))
                .join();
        pillar.asyncInsertToTable("pillar_events", List.of(Map.of("id", 4, "event", "d")))
                .join();
        pillar.asyncQuery("INSERT INTO pillar_events (id, event) SELECT {id}, 'e'", Map.of("id", 5))
                .join();

        assertThat(stored()).extracting(row -> row.get("event")).containsExactly("a", "b", "c", "d", "e");
    }

    private List<Map<String, @Nullable Object>> stored() {
        return pillar.select("SELECT id, event, toInt64(toUInt32(at)) AS seconds FROM pillar_events ORDER BY id")
                .join();
    }
}
