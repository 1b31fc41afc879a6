package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ByteColumn;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;

/** What the codecs of values of one byte have in common; the subclass says what the values mean. */
abstract class ByteCodec implements ColumnCodec<ByteColumn>, ValueMapping<ByteColumn> {
    private final ClickHouseType type;

    ByteCodec(ClickHouseType type) {
        this.type = type;
    }

    /** What the type takes from Java: the beginning of the text of every refusal. */
    abstract String takes();

    /**
     * The raw value that stands for {@code value}.
     *
     * @throws IllegalArgumentException if there is none
     */
    abstract byte raw(Object value);

    /** The raw value that stands for an integer; refused by types that are not numeric. */
    byte raw(long value) {
        return raw((Object) value);
    }

    /** The raw value that stands for a floating point number; refused by types that are not numeric. */
    byte raw(double value) {
        return raw((Object) value);
    }

    byte defaultRaw() {
        return 0;
    }

    @Override
    public final ClickHouseType type() {
        return type;
    }

    @Override
    public final int bytesPerRow() {
        return Byte.BYTES;
    }

    @Override
    public final ColumnReader<ByteColumn> reader(int rows, ReadBudget budget) {
        return new ByteReader(this, rows, budget);
    }

    @Override
    public final void writePrefix(ByteBuf out, ByteColumn column) {}

    @Override
    public final void write(ByteBuf out, ByteColumn column, int from, int to) {
        out.writeBytes(column.values(), from, to - from);
    }

    @Override
    public final ColumnBuilder builder(int expectedRows) {
        return new ByteBuilder(this, expectedRows);
    }
}
