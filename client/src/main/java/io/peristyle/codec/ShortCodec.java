package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ShortColumn;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;

/** What the codecs of values of two bytes have in common; the subclass says what the values mean. */
abstract class ShortCodec implements ColumnCodec<ShortColumn>, ValueMapping<ShortColumn> {
    private final ClickHouseType type;

    ShortCodec(ClickHouseType type) {
        this.type = type;
    }

    /** What the type takes from Java: the beginning of the text of every refusal. */
    abstract String takes();

    /**
     * The raw value that stands for {@code value}.
     *
     * @throws IllegalArgumentException if there is none
     */
    abstract short raw(Object value);

    /** The raw value that stands for an integer; refused by types that are not numeric. */
    short raw(long value) {
        return raw((Object) value);
    }

    /** The raw value that stands for a floating point number; refused by types that are not numeric. */
    short raw(double value) {
        return raw((Object) value);
    }

    short defaultRaw() {
        return 0;
    }

    @Override
    public final ClickHouseType type() {
        return type;
    }

    @Override
    public final int bytesPerRow() {
        return Short.BYTES;
    }

    @Override
    public final ColumnReader<ShortColumn> reader(int rows, ReadBudget budget) {
        return new ShortReader(this, rows, budget);
    }

    @Override
    public final void writePrefix(ByteBuf out, ShortColumn column) {}

    @Override
    public final void write(ByteBuf out, ShortColumn column, int from, int to) {
        LittleEndian.write(out, column.values(), from, to);
    }

    @Override
    public final ColumnBuilder builder(int expectedRows) {
        return new ShortBuilder(this, expectedRows);
    }
}
