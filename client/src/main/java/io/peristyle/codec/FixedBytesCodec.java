package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;

/**
 * What the codecs of values of any other fixed number of bytes have in common; the subclass says what the values mean.
 */
abstract class FixedBytesCodec implements ColumnCodec<FixedBytesColumn>, ValueMapping<FixedBytesColumn> {
    private final ClickHouseType type;
    private final int width;

    FixedBytesCodec(ClickHouseType type, int width) {
        this.type = type;
        this.width = width;
    }

    /** Bytes in a value. */
    final int width() {
        return width;
    }

    /** What the type takes from Java: the beginning of the text of every refusal. */
    abstract String takes();

    /**
     * Writes the bytes that stand for {@code value}, all {@link #width()} of them, to {@code target} from {@code at} on.
     *
     * @throws IllegalArgumentException if there are none
     */
    abstract void put(Object value, byte[] target, int at);

    /** Writes the bytes that stand for an integer; refused by types that are not numeric. */
    void put(long value, byte[] target, int at) {
        put((Object) value, target, at);
    }

    @Override
    public final ClickHouseType type() {
        return type;
    }

    @Override
    public final int bytesPerRow() {
        return width;
    }

    @Override
    public final ColumnReader<FixedBytesColumn> reader(int rows, ReadBudget budget) {
        return new FixedBytesReader(this, rows, budget);
    }

    @Override
    public final void writePrefix(ByteBuf out, FixedBytesColumn column) {}

    @Override
    public final void write(ByteBuf out, FixedBytesColumn column, int from, int to) {
        out.writeBytes(column.bytes(), from * width, (to - from) * width);
    }

    @Override
    public final ColumnBuilder builder(int expectedRows) {
        return new FixedBytesBuilder(this, expectedRows);
    }
}
