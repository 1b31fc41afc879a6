package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.DataException;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PlaceholdersTest {
    @Test
    void findsNamesInTheirOrderAndOnce() {
        assertThat(Placeholders.of("SELECT {b:String}, { a }, {b:String}, {_c1 : UInt8}")
                        .names())
                .containsExactly("b", "a", "_c1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT '{a:String}'",
                "SELECT 'it''s {a:String}'",
                "SELECT '\\'{a:String}'",
                "SELECT \"{a:String}\", `{a:String}`",
                "SELECT \u2018{a:String}\u2019",
                "SELECT 1 -- {a:String}",
                "SELECT 1 // {a:String}",
                "SELECT 1 # {a:String}",
                "SELECT 1 /* /* */ {a:String} */",
                "SELECT $$ {a:String} $$",
                "SELECT $t$ $$ {a:String} $t$",
                "SELECT {'a':1, 'b':2}",
                "SELECT {}",
                "SELECT {1:2}",
                "INSERT INTO t FORMAT JSONEachRow {\"a\": 1}",
                "SELECT {a:}",
                "SELECT {a:String",
                "SELECT {a b}",
                "SELECT {a:{b:String",
            })
    void findsNoneInQuotesCommentsAndOtherBraces(String sql) {
        assertThat(Placeholders.of(sql).names()).isEmpty();
        assertThat(Placeholders.of(sql).bind(Map.of()).sql()).isEqualTo(sql);
    }

    @Test
    void readsTypesWithBracesQuotesAndParentheses() {
        Placeholders.Bound bound = Placeholders.of(
                        "SELECT {e:Enum8('a}' = 1, '{b' = 2)}, {m:Map(String, Array(Nullable(DateTime('UTC'))))}")
                .bind(Map.of("e", "a}", "m", Map.of()));

        assertThat(bound.sql())
                .isEqualTo("SELECT {e:Enum8('a}' = 1, '{b' = 2)}, {m:Map(String, Array(Nullable(DateTime('UTC'))))}");
        assertThat(bound.parameters()).extracting(Parameter::name).containsExactly("e", "m");
        assertThat(bound.parameters()).extracting(Parameter::text).containsExactly("a}", "{}");
    }

    @Test
    void givesAPlaceholderWithoutATypeThatOfItsValue() {
        Placeholders.Bound bound = Placeholders.of("SELECT { a }, {b}").bind(Map.of("a", 1L, "b", List.of("x")));

        assertThat(bound.sql()).isEqualTo("SELECT {a:Int64}, {b:Array(String)}");
    }

    @Test
    void refusesAPlaceholderWithoutAValue() {
        assertThatThrownBy(() -> Placeholders.of("SELECT {a:String}").bind(Map.of()))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("no value for the parameter a");
    }

    @Test
    void refusesAValueWithoutAPlaceholder() {
        assertThatThrownBy(() -> Placeholders.of("SELECT '{a}'").bind(Map.of("a", 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{a:Type}")
                .hasMessageContaining("none at all");
        assertThatThrownBy(() -> Placeholders.of("SELECT {b:Int8}").bind(Map.of("a", 1, "b", 1)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("[b]");
    }

    @Test
    void namesParameterAndTypeWhereTheValueDoesNotFit() {
        assertThatThrownBy(() -> Placeholders.of("SELECT {a:UInt8}").bind(Map.of("a", 256)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("parameter a of type UInt8")
                .hasMessageNotContaining("256");
        assertThatThrownBy(() -> Placeholders.of("SELECT {a:UInt8}").bind(Collections.singletonMap("a", null)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("Nullable(UInt8)");
        assertThatThrownBy(() -> Placeholders.of("SELECT {a}").bind(Map.of("a", new Object())))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("{a:String}");
    }

    @Test
    void refusesATypeThatIsNone() {
        String[] types = {
            "Array(",
            "Array(".repeat(10_000) + "Int8" + ")".repeat(10_000),
            "Tuple(".repeat(10_000),
            "x".repeat(1 << 20) + "x"
        };
        for (String type : types) {
            assertThatThrownBy(() -> Placeholders.of("SELECT {a:" + type + "}").bind(Map.of("a", 1)))
                    .isInstanceOfSatisfying(
                            DataException.class,
                            failure -> assertThat(failure.getMessage()).hasSizeLessThan(2_000));
        }
    }

    @Test
    void refusesAValueThatIsNestedWithoutEnd() {
        List<Object> list = new ArrayList<>();
        list.add(list);
        Object deep = 1;
        for (int depth = 0; depth < 10_000; depth++) {
            deep = Map.of("k", List.of(deep));
        }
        for (Object value : List.of(new Object[] {list}, deep)) {
            assertThatThrownBy(() -> Placeholders.of("SELECT {a}").bind(Map.of("a", value)))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("over 100 deep");
        }
    }

    @Test
    void refusesATimeZoneThatIsUnknown() {
        assertThatThrownBy(() -> Placeholders.of("SELECT {a:DateTime('No/Where')}")
                        .bind(Map.of("a", Instant.parse("1960-01-01T00:00:00Z"))))
                .isInstanceOf(DataException.class);
        assertThatThrownBy(
                        () -> Placeholders.of("SELECT {a:DateTime('No/Where')}").bind(Map.of("a", Instant.EPOCH)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("No/Where");
    }

    @Test
    void refusesTwoTypesThatWriteTheValueDifferently() {
        Placeholders places = Placeholders.of("SELECT {a:DateTime('UTC')}, {a:DateTime}");

        assertThatThrownBy(() -> places.bind(Map.of("a", Instant.EPOCH)))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("two parameters");
    }

    @Test
    void writesLiteralsForOldServers() {
        Placeholders.Bound bound = Placeholders.of(
                        "SELECT {s:String}, '{s:String}' FROM {t:Identifier} LIMIT {n:UInt64}, 5")
                .bind(Map.of("s", "it's", "t", "my table", "n", 7));

        assertThat(Placeholders.withLiterals(bound.sql(), bound.parameters()))
                .isEqualTo("SELECT 'it\\'s', '{s:String}' FROM `my table` LIMIT 7, 5");
    }

    @Test
    void writesPlainNumbersBehindLimitForNumbersOnly() {
        Placeholders.Bound bound = Placeholders.of("SELECT limit, {s:String} FROM t LIMIT {a:UInt8} OFFSET {b:UInt8}")
                .bind(Map.of("s", "12", "a", 1, "b", BigInteger.TWO));

        assertThat(Placeholders.withLiterals(bound.sql(), bound.parameters()))
                .isEqualTo("SELECT limit, '12' FROM t LIMIT 1 OFFSET 2");
    }

    @Test
    void tellsNoValuesInItsText() {
        assertThat(new Parameter("a", "secret", "'secret'").toString()).doesNotContain("secret");
    }
}
