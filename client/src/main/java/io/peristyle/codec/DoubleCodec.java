package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;

/** What the codecs of values of type Float64 have in common; the subclass says what the values mean. */
abstract class DoubleCodec implements ColumnCodec<DoubleColumn>, ValueMapping<DoubleColumn> {
    private final ClickHouseType type;

    DoubleCodec(ClickHouseType type) {
        this.type = type;
    }

    /** What the type takes from Java: the beginning of the text of every refusal. */
    abstract String takes();

    /**
     * The raw value that stands for {@code value}.
     *
     * @throws IllegalArgumentException if there is none
     */
    abstract double raw(Object value);

    /** The raw value that stands for an integer; refused by types that are not numeric. */
    double raw(long value) {
        return raw((Object) value);
    }

    /** The raw value that stands for a floating point number; refused by types that are not numeric. */
    double raw(double value) {
        return raw((Object) value);
    }

    double defaultRaw() {
        return 0;
    }

    @Override
    public final ClickHouseType type() {
        return type;
    }

    @Override
    public final int bytesPerRow() {
        return Double.BYTES;
    }

    @Override
    public final ColumnReader<DoubleColumn> reader(int rows, ReadBudget budget) {
        return new DoubleReader(this, rows, budget);
    }

    @Override
    public final void writePrefix(ByteBuf out, DoubleColumn column) {}

    @Override
    public final void write(ByteBuf out, DoubleColumn column, int from, int to) {
        LittleEndian.write(out, column.values(), from, to);
    }

    @Override
    public final ColumnBuilder builder(int expectedRows) {
        return new DoubleBuilder(this, expectedRows);
    }
}
