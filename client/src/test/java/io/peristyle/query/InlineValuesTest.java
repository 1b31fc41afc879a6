package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InlineValuesTest {
    @Test
    void readsTableColumnsAndRowsOfPlaceholders() {
        InlineValues values =
                read("INSERT INTO shop.events (id, `the event`)\nVALUES ({id}, {event}), ( {id} , {other} );");

        assertThat(values.table()).isEqualTo("shop.events");
        assertThat(values.columns()).containsExactly("id", "the event");
        assertThat(values.rows(Map.of("id", 1, "event", "a", "other", "b")))
                .containsExactly(List.of(1, "a"), List.of(1, "b"));
    }

    @Test
    void takesNullForAValue() {
        Map<String, @Nullable Object> values = new HashMap<>();
        values.put("a", null);

        assertThat(read("INSERT INTO t VALUES ({a})").rows(values)).containsExactly(Arrays.asList((Object) null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "insert into t values ({a})",
                "INSERT INTO TABLE t VALUES({a})",
                "INSERT INTO t FORMAT Values ({a})",
                "/* INSERT INTO x */ INSERT INTO t -- here\n VALUES ({a})"
            })
    void findsTheTableHoweverItIsWritten(String sql) {
        assertThat(read(sql).table()).isEqualTo("t");
        assertThat(read(sql).columns()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO t VALUES ({a}, 1)",
                "INSERT INTO t VALUES ({a:UInt8})",
                "INSERT INTO t VALUES (f({a}))",
                "INSERT INTO t VALUES ({a} + {b})",
                "INSERT INTO t VALUES ({a}, {b}, {missing})",
                "INSERT INTO t VALUES ({a})"
            })
    void leavesToTheServerWhatIsMoreThanAPlaceholderForEachValue(String sql) {
        assertThat(read(sql).rows(Map.of("a", 1, "b", 2))).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO FUNCTION remote('h', db.t) VALUES ({a})",
                "INSERT INTO t (* EXCEPT(b)) VALUES ({a})",
                "INSERT INTO t (a) SETTINGS x = 1 VALUES ({a})",
                "INSERT INTO t (`a``b`) VALUES ({a})"
            })
    void knowsNoTableWhereMoreIsSaidThanATableAndColumns(String sql) {
        assertThat(read(sql).table()).isNull();
        assertThat(read(sql).asSelect()).endsWith(" SELECT * FROM (SELECT {a})");
    }

    @Test
    void becomesASelectWithTheSamePlaceholders() {
        assertThat(read("INSERT INTO t (a, b) VALUES ({a}, 'x)('), (f([1, 2], {b:UInt8}), 'VALUES') ;")
                        .asSelect())
                .isEqualTo("INSERT INTO t (a, b) SELECT * FROM (SELECT {a}, 'x)('"
                        + " UNION ALL SELECT f([1, 2], {b:UInt8}), 'VALUES')");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT 'INSERT INTO t VALUES (1)'",
                "INSERT INTO t SELECT {a}",
                "INSERT INTO t (values) SELECT 1",
                "INSERT INTO t SELECT * FROM values('n UInt8', (1), (2))",
                "INSERT INTO t WITH 1 AS one SELECT * FROM values(1, 2)",
                "INSERT INTO t VALUES",
                "INSERT INTO t VALUES (1",
                "INSERT INTO t VALUES (1,,2)",
                "INSERT INTO t VALUES ()",
                "INSERT INTO t VALUES (1) (2)",
                "INSERT INTO t VALUES (1), SELECT 2",
                "INSERT INTO t VALUES (1); DROP TABLE t"
            })
    void leavesAloneWhatHasNoValuesOrIsNotUnderstood(String sql) {
        assertThat(InlineValues.of(sql)).isNull();
    }

    private static InlineValues read(String sql) {
        InlineValues values = InlineValues.of(sql);
        assertThat(values).as(sql).isNotNull();
        return java.util.Objects.requireNonNull(values);
    }
}
