package io.peristyle.benchmarks.micro;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.peristyle.codec.BlockWriter;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.ClickHouseType;
import java.time.Instant;
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
            Map.entry("UInt64", row -> (long) row),
            Map.entry("Float64", row -> row / 3.0),
            Map.entry("String", row -> "name_" + row),
            Map.entry("FixedString(16)", row -> "name_" + (10_000_000_000L + row)),
            Map.entry("DateTime", row -> Instant.ofEpochSecond(1_700_000_000L + row)),
            Map.entry("UUID", row -> new UUID(row, ~row)),
            Map.entry("Decimal(18, 4)", row -> java.math.BigDecimal.valueOf(row, 4)),
            Map.entry("Nullable(UInt64)", row -> row % 7 == 0 ? null : (long) row),
            Map.entry("Array(UInt64)", row -> List.of((long) row, row + 1L)),
            Map.entry("LowCardinality(String)", row -> "city_" + row % 100),
            Map.entry("Map(String, UInt64)", row -> Map.of("a", (long) row)),
            Map.entry("Tuple(UInt64, String)", row -> List.of((long) row, "name_" + row)));

    private Samples() {}

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
