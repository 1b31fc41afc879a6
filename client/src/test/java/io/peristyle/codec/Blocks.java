package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.revision.Revision;
import java.lang.reflect.Array;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Blocks of tests: read, written, and compared by their values. */
final class Blocks {
    static final CodecRegistry CODECS = new CodecRegistry(ZoneId.of("UTC"));

    private Blocks() {}

    static BlockReader reader() {
        return reader(ReadLimits.DEFAULT);
    }

    static BlockReader reader(ReadLimits limits) {
        return new BlockReader(Revision.NEWEST, CODECS, limits);
    }

    /** The block that {@code bytes} are, no more and no less. */
    static Block read(byte[] bytes) {
        BlockReader reader = reader();
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        assertThat(reader.read(in)).as("the block is complete").isTrue();
        assertThat(in.readableBytes()).as("bytes left behind the block").isZero();
        return reader.block();
    }

    static byte[] write(Block block) {
        return write(block, 0, block.rows());
    }

    static byte[] write(Block block, int from, int to) {
        return Bytes.written(out -> new BlockWriter(Revision.NEWEST, CODECS).write(out, block, from, to));
    }

    /** A block with {@code column} between two columns of fixed width. */
    static Block around(Column column) {
        return new Block(
                column.size(),
                List.of("before", "v", "after"),
                List.of(counting(column.size()), column, counting(column.size())));
    }

    private static Column counting(int rows) {
        int[] numbers = new int[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = row;
        }
        Column column = CODECS.codec("Int32").wrap(numbers);
        assertThat(column).isNotNull();
        return column;
    }

    static void assertSame(Block actual, Block expected) {
        assertThat(actual.names()).isEqualTo(expected.names());
        assertThat(actual.types()).isEqualTo(expected.types());
        assertThat(actual.rows()).isEqualTo(expected.rows());
        for (int i = 0; i < expected.columns().size(); i++) {
            assertThat(values(actual.column(i)))
                    .as(
                            "column %s %s",
                            expected.names().get(i), expected.types().get(i))
                    .isEqualTo(values(expected.column(i)));
        }
    }

    /** The values of a column, comparable: arrays as lists. */
    static List<@Nullable Object> values(Column column) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            values.add(comparable(column.value(row)));
        }
        return values;
    }

    static @Nullable Object comparable(@Nullable Object value) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((k, v) -> parts.add(entry(k, v)));
        } else if (value instanceof Iterable<?> values) {
            values.forEach(element -> parts.add(comparable(element)));
        } else if (value != null && value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                parts.add(comparable(Array.get(value, i)));
            }
        } else {
            return value;
        }
        return parts;
    }

    private static List<@Nullable Object> entry(@Nullable Object key, @Nullable Object value) {
        List<@Nullable Object> entry = new ArrayList<>();
        entry.add(comparable(key));
        entry.add(comparable(value));
        return entry;
    }
}
