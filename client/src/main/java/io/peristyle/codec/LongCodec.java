package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.LongColumn;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** What the codecs of values of eight bytes have in common; the subclass says what the values mean. */
abstract class LongCodec implements ColumnCodec<LongColumn>, ValueMapping<LongColumn> {
    private final ClickHouseType type;

    LongCodec(ClickHouseType type) {
        this.type = type;
    }

    /** What the type takes from Java: the beginning of the text of every refusal. */
    abstract String takes();

    /**
     * The raw value that stands for {@code value}.
     *
     * @throws IllegalArgumentException if there is none
     */
    abstract long raw(Object value);

    /** The raw value that stands for an integer; refused by types that are not numeric. */
    long raw(long value) {
        return raw((Object) value);
    }

    /** The raw value that stands for a floating point number; refused by types that are not numeric. */
    long raw(double value) {
        return raw((Object) value);
    }

    /**
     * Puts the raw values that stand for the first of {@code values} from {@code from} to {@code to} into {@code raw}, from
     * {@code at} on, up to the first one that takes longer to look at; returns for how many.
     */
    int rawAll(@Nullable Object[] values, int from, int to, long[] raw, int at) {
        return 0;
    }

    long defaultRaw() {
        return 0;
    }

    @Override
    public final ClickHouseType type() {
        return type;
    }

    @Override
    public final int bytesPerRow() {
        return Long.BYTES;
    }

    @Override
    public final ColumnReader<LongColumn> reader(int rows, ReadBudget budget) {
        return new LongReader(this, rows, budget);
    }

    @Override
    public final void writePrefix(ByteBuf out, LongColumn column) {}

    @Override
    public final void write(ByteBuf out, LongColumn column, int from, int to) {
        LittleEndian.write(out, column.values(), from, to);
    }

    @Override
    public final ColumnBuilder builder(int expectedRows) {
        return new LongBuilder(this, expectedRows);
    }
}
