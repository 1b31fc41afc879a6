package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;

/** What the codecs of values of type Float32 have in common; the subclass says what the values mean. */
abstract class FloatCodec implements ColumnCodec<FloatColumn>, ValueMapping<FloatColumn> {
    private final ClickHouseType type;

    FloatCodec(ClickHouseType type) {
        this.type = type;
    }

    /** What the type takes from Java: the beginning of the text of every refusal. */
    abstract String takes();

    /**
     * The raw value that stands for {@code value}.
     *
     * @throws IllegalArgumentException if there is none
     */
    abstract float raw(Object value);

    /** The raw value that stands for an integer; refused by types that are not numeric. */
    float raw(long value) {
        return raw((Object) value);
    }

    /** The raw value that stands for a floating point number; refused by types that are not numeric. */
    float raw(double value) {
        return raw((Object) value);
    }

    float defaultRaw() {
        return 0;
    }

    @Override
    public final ClickHouseType type() {
        return type;
    }

    @Override
    public final int bytesPerRow() {
        return Float.BYTES;
    }

    @Override
    public final ColumnReader<FloatColumn> reader(int rows, ReadBudget budget) {
        return new FloatReader(this, rows, budget);
    }

    @Override
    public final void writePrefix(ByteBuf out, FloatColumn column) {}

    @Override
    public final void write(ByteBuf out, FloatColumn column, int from, int to) {
        LittleEndian.write(out, column.values(), from, to);
    }

    @Override
    public final ColumnBuilder builder(int expectedRows) {
        return new FloatBuilder(this, expectedRows);
    }
}
