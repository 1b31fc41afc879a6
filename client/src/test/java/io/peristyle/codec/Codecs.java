package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.DataException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Short ways to columns and bytes. */
final class Codecs {
    private static final CodecRegistry REGISTRY = new CodecRegistry(ZoneId.of("Europe/Berlin"));

    private Codecs() {}

    /** The codec of the type of that text; columns come back in its own shape. */
    @SuppressWarnings("unchecked")
    static ColumnCodec<Column> of(String type) {
        return (ColumnCodec<Column>) REGISTRY.codec(type);
    }

    static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex.replace(" ", "")));
    }

    static String hexOf(ByteBuf bytes) {
        return ByteBufUtil.hexDump(bytes);
    }

    static String hexOf(ColumnCodec<Column> codec, Column column) {
        ByteBuf out = Unpooled.buffer();
        codec.write(out, column, 0, column.size());
        return hexOf(out);
    }

    static Column read(ColumnCodec<Column> codec, int rows, ByteBuf in) {
        ColumnReader<Column> reader = codec.reader(rows, new ReadBudget(ReadLimits.DEFAULT));
        assertThat(reader.readPrefix(in)).isTrue();
        assertThat(reader.readData(in)).isTrue();
        assertThat(reader.column().size()).isEqualTo(rows);
        return reader.column();
    }

    /** {@code array} as a column that keeps it. */
    static Column wrapped(ColumnCodec<Column> codec, Object array) {
        return Objects.requireNonNull(codec.wrap(array));
    }

    static Column column(ColumnCodec<Column> codec, Object... values) {
        ColumnBuilder builder = codec.builder(1);
        for (Object value : values) {
            builder.append(value);
        }
        return builder.build();
    }

    static List<@Nullable Object> valuesOf(Column column) {
        List<@Nullable Object> values = new ArrayList<>();
        for (int row = 0; row < column.size(); row++) {
            values.add(column.value(row));
        }
        return values;
    }

    /** What {@code value} is read back as, after it went through a column of this type. */
    static @Nullable Object stored(ColumnCodec<Column> codec, Object value) {
        return column(codec, value).value(0);
    }

    /** What {@code value} is read back as in class {@code target}, after it went through a column of this type. */
    static Object converted(ColumnCodec<Column> codec, Object value, Class<?> target) {
        return Objects.requireNonNull(column(codec, value).reader(target)).read(0);
    }

    /** The text of the refusal to store {@code value}. */
    static String refusal(ColumnCodec<Column> codec, Object value) {
        Throwable thrown = catchThrowable(() -> codec.builder(1).append(value));
        assertThat(thrown).as("refusal of %s", value).isInstanceOf(IllegalArgumentException.class);
        return Objects.requireNonNull(thrown.getMessage());
    }

    /** The text of the failure to read {@code value} as {@code target}. */
    static String misfit(ColumnCodec<Column> codec, Object value, Class<?> target) {
        Throwable thrown = catchThrowable(() -> converted(codec, value, target));
        assertThat(thrown).as("%s as %s", value, target).isInstanceOf(DataException.class);
        return Objects.requireNonNull(thrown.getMessage());
    }
}
