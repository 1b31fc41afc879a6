package io.peristyle.benchmarks.micro;

import io.peristyle.column.Block;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.ClickHouseType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Types of each shape, with values. The names are those that JMH takes, to which commas separate. */
@SuppressWarnings("ImmutableEnumChecker") // Types and lambdas without state do not change.
public enum Shape {
    UINT8("UInt8", row -> row & 255),
    UINT16("UInt16", row -> row),
    UINT32("UInt32", row -> row),
    UINT64("UInt64", row -> (long) row),
    INT128("Int128", row -> BigInteger.ONE.shiftLeft(100).subtract(BigInteger.valueOf(row))),
    INT256("Int256", row -> BigInteger.ONE.shiftLeft(200).subtract(BigInteger.valueOf(row))),
    FLOAT32("Float32", row -> row / 4f),
    FLOAT64("Float64", row -> row / 3.0),
    DECIMAL64("Decimal(18, 4)", row -> BigDecimal.valueOf(row, 4)),
    DECIMAL128("Decimal(38, 10)", row -> BigDecimal.valueOf(row, 10)),
    DECIMAL256("Decimal(76, 20)", row -> BigDecimal.valueOf(row, 20)),
    DATE("Date", row -> LocalDate.ofEpochDay(row)),
    DATE_TIME("DateTime", row -> Instant.ofEpochSecond(1_700_000_000L + row)),
    DATE_TIME64("DateTime64(3)", row -> Instant.ofEpochMilli(1_700_000_000_000L + row)),
    ENUM8("Enum8('a' = 1, 'b' = 2)", row -> row % 2 == 0 ? "a" : "b"),
    UUID("UUID", row -> new java.util.UUID(row, ~row)),
    IPV4("IPv4", row -> "10.0." + (row >> 8 & 255) + "." + (row & 255)),
    IPV6("IPv6", row -> "fe80::" + Integer.toHexString(row & 0xffff)),
    STRING("String", row -> "name_" + row),
    FIXED_STRING("FixedString(16)", row -> "name_" + (10_000_000_000L + row)),
    NULLABLE_UINT64("Nullable(UInt64)", row -> row % 7 == 0 ? null : (long) row),
    NULLABLE_STRING("Nullable(String)", row -> row % 7 == 0 ? null : "name_" + row),
    ARRAY_UINT64("Array(UInt64)", row -> List.of((long) row, row + 1L)),
    ARRAY_STRING("Array(String)", row -> List.of("name_" + row, "other")),
    MAP("Map(String, UInt64)", row -> Map.of("a", (long) row)),
    TUPLE("Tuple(UInt64, String)", row -> List.of((long) row, "name_" + row)),
    LOW_CARDINALITY("LowCardinality(String)", row -> "city_" + row % 100),
    VARIANT("Variant(String, UInt64)", row -> row % 2 == 0 ? (Object) BigInteger.valueOf(row) : "name_" + row),
    DYNAMIC("Dynamic", row -> row % 2 == 0 ? (Object) (long) row : "name_" + row),
    JSON("JSON", row -> Map.of("a", (long) row, "b", Map.of("c", "name_" + row))),
    QBIT_BFLOAT16("QBit(BFloat16, 16)", row -> vector(row, 16)),
    QBIT_FLOAT32("QBit(Float32, 16)", row -> vector(row, 16)),
    QBIT_FLOAT64("QBit(Float64, 16)", row -> vector(row, 16)),
    QBIT_BFLOAT16_20("QBit(BFloat16, 20)", row -> vector(row, 20)),
    SUM_STATE("AggregateFunction(sum, UInt64)", row -> new byte[] {(byte) row, (byte) (row >> 8), 0, 0, 0, 0, 0, 0});

    private final ClickHouseType type;
    private final IntFunction<@Nullable Object> values;

    Shape(String type, IntFunction<@Nullable Object> values) {
        this.type = ClickHouseType.parse(type);
        this.values = values;
    }

    /** Numbers that {@code BFloat16} holds, too, of which no two rows that follow each other have the same. */
    private static float[] vector(int row, int dimension) {
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = Math.scalb((row * 7 + i) % 256 - 128f, row % 32 - 16);
        }
        return vector;
    }

    /** A block with a column named {@code v}. */
    Block block() {
        ColumnBuilder builder = Samples.CODECS.builder(type, Samples.ROWS);
        for (int row = 0; row < Samples.ROWS; row++) {
            builder.append(values.apply(row));
        }
        return new Block(Samples.ROWS, List.of("v"), List.of(builder.build()));
    }
}
