package io.peristyle.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.type.ClickHouseType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ParameterLiteralTest {
    @Test
    void escapesTextsSoThatNothingEndsThem() {
        assertThat(literal("String", "a'b\\c\nd")).isEqualTo("'a\\'b\\\\c\\nd'");
        assertThat(literal("String", "\\")).isEqualTo("'\\\\'");
        assertThat(literal("Array(String)", List.of("'] -- "))).isEqualTo("CAST(['\\'] -- '] AS Array(String))");
    }

    @Test
    void letsNoTextOfBoolOrNumberBecomeSql() {
        for (String type : List.of("Bool", "UInt8", "Float64", "Decimal(9, 2)")) {
            assertThatThrownBy(() -> literal(type, "1) OR (1")).as(type).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void quotesIdentifiersThatNeedIt() {
        assertThat(literal("Identifier", "t")).isEqualTo("t");
        assertThat(literal("Identifier", "a`b; DROP")).isEqualTo("`a\\`b; DROP`");
    }

    @Test
    void writesNumbersThatAFloatWouldRoundAsText() {
        assertThat(literal("UInt64", new BigInteger("18446744073709551615")))
                .isEqualTo("CAST('18446744073709551615' AS UInt64)");
        assertThat(literal("Decimal(9, 2)", new BigDecimal("0.1"))).isEqualTo("CAST('0.10' AS Decimal(9, 2))");
        assertThat(literal("Int8", -1)).isEqualTo("CAST(-1 AS Int8)");
    }

    @Test
    void writesNullAndNestedValues() {
        assertThat(literal("Nullable(String)", null)).isEqualTo("CAST(NULL AS Nullable(String))");
        assertThat(literal("Array(Nullable(Int8))", Arrays.asList(null, 1)))
                .isEqualTo("CAST([NULL,1] AS Array(Nullable(Int8)))");
        assertThat(literal("Map(String, Int8)", Map.of("a", 1))).isEqualTo("CAST(map('a', 1) AS Map(String, Int8))");
        assertThat(literal("Tuple(Int8)", List.of(1))).isEqualTo("CAST((1,) AS Tuple(Int8))");
        assertThatThrownBy(() -> literal("Int8", null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void writesMomentsAsUnixTime() {
        assertThat(literal("DateTime", Instant.ofEpochSecond(1_709_208_000)))
                .isEqualTo("CAST(toUInt32(1709208000) AS DateTime)");
        assertThat(literal("DateTime64(3)", Instant.ofEpochMilli(1_709_208_000_123L)))
                .isEqualTo("CAST(toDecimal64('1709208000.123', 3) AS DateTime64(3))");
    }

    private static String literal(String type, @Nullable Object value) {
        return ParameterLiteral.of(ClickHouseType.parse(type), value);
    }
}
