package io.peristyle.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.peristyle.codec.BlockWriter;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.ClickHouseType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Blocks of one column, a shape each, as large as a server's. */
final class Samples {
    /** Rows of a block, as ClickHouse sends them. */
    static final int ROWS = 65_409;

    /** The newest revision that the client declares. */
    static final int REVISION = 54_488;

    static final CodecRegistry CODECS = new CodecRegistry(ZoneOffset.UTC);

    private static final Map<String, IntFunction<@Nullable Object>> VALUES = Map.ofEntries(
            Map.entry("UInt8", row -> row & 255),
            Map.entry("UInt16", row -> row),
            Map.entry("UInt32", row -> row),
            Map.entry("UInt64", row -> (long) row),
            Map.entry("Int128", row -> BigInteger.ONE.shiftLeft(100).subtract(BigInteger.valueOf(row))),
            Map.entry("Int256", row -> BigInteger.ONE.shiftLeft(200).subtract(BigInteger.valueOf(row))),
            Map.entry("Float32", row -> row / 4f),
            Map.entry("Float64", row -> row / 3.0),
            Map.entry("Decimal(18, 4)", row -> BigDecimal.valueOf(row, 4)),
            Map.entry("Decimal(38, 10)", row -> BigDecimal.valueOf(row, 10)),
            Map.entry("Decimal(76, 20)", row -> BigDecimal.valueOf(row, 20)),
            Map.entry("Date", row -> LocalDate.ofEpochDay(row)),
            Map.entry("DateTime", row -> Instant.ofEpochSecond(1_700_000_000L + row)),
            Map.entry("DateTime64(3)", row -> Instant.ofEpochMilli(1_700_000_000_000L + row)),
            Map.entry("Enum8('a' = 1, 'b' = 2)", row -> row % 2 == 0 ? "a" : "b"),
            Map.entry("UUID", row -> new UUID(row, ~row)),
            Map.entry("IPv4", row -> "10.0." + (row >> 8 & 255) + "." + (row & 255)),
            Map.entry("IPv6", row -> "fe80::" + Integer.toHexString(row & 0xffff)),
            Map.entry("String", row -> "name_" + row),
            Map.entry("FixedString(16)", row -> "name_" + (10_000_000_000L + row)),
            Map.entry("Nullable(UInt64)", row -> row % 7 == 0 ? null : (long) row),
            Map.entry("Nullable(String)", row -> row % 7 == 0 ? null : "name_" + row),
            Map.entry("Array(UInt64)", row -> List.of((long) row, row + 1L)),
            Map.entry("Array(String)", row -> List.of("name_" + row, "other")),
            Map.entry("LowCardinality(String)", row -> "city_" + row % 100),
            Map.entry("Map(String, UInt64)", row -> Map.of("a", (long) row)),
            Map.entry("Tuple(UInt64, String)", row -> List.of((long) row, "name_" + row)),
            Map.entry(
                    "Variant(String, UInt64)", row -> row % 2 == 0 ? (Object) BigInteger.valueOf(row) : "name_" + row),
            Map.entry("Dynamic", row -> row % 2 == 0 ? (Object) (long) row : "name_" + row),
            Map.entry("JSON", row -> Map.of("a", (long) row, "b", Map.of("c", "name_" + row))),
            Map.entry("QBit(BFloat16, 16)", row -> new float[16]),
            Map.entry("QBit(Float32, 16)", Samples::vector),
            Map.entry("QBit(Float64, 16)", Samples::vector),
            Map.entry("AggregateFunction(sum, UInt64)", row ->
                    new byte[] {(byte) row, (byte) (row >> 8), 0, 0, 0, 0, 0, 0}));

    private Samples() {}

    private static float[] vector(int row) {
        float[] vector = new float[16];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = row / (i + 1f);
        }
        return vector;
    }

    /** A block with a column named {@code v}. */
    static Block block(String type) {
        IntFunction<@Nullable Object> values = VALUES.get(type);
        if (values == null) {
            throw new IllegalArgumentException("no values for " + type);
        }
        ColumnBuilder builder = CODECS.builder(ClickHouseType.parse(type), ROWS);
        for (int row = 0; row < ROWS; row++) {
            builder.append(values.apply(row));
        }
        return new Block(ROWS, List.of("v"), List.of(builder.build()));
    }

    /** The block's bytes. */
    static ByteBuf encoded(Block block) {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer();
        new BlockWriter(REVISION, CODECS).write(bytes, block, 0, block.rows());
        return bytes;
    }
}
