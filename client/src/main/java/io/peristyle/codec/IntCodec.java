package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.IntColumn;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** What the codecs of values of four bytes have in common; the subclass says what the values mean. */
abstract class IntCodec implements ColumnCodec<IntColumn>, ValueMapping<IntColumn> {
    private final ClickHouseType type;

    IntCodec(ClickHouseType type) {
        this.type = type;
    }

    /** What the type takes from Java: the beginning of the text of every refusal. */
    abstract String takes();

    /**
     * The raw value that stands for {@code value}.
     *
     * @throws IllegalArgumentException if there is none
     */
    abstract int raw(Object value);

    /** The raw value that stands for an integer; refused by types that are not numeric. */
    int raw(long value) {
        return raw((Object) value);
    }

    /** The raw value that stands for a floating point number; refused by types that are not numeric. */
    int raw(double value) {
        return raw((Object) value);
    }

    /**
     * Puts the raw values that stand for the first of {@code values} from {@code from} to {@code to} into {@code raw}, from
     * {@code at} on, up to the first one that takes longer to look at; returns for how many.
     */
    int rawAll(@Nullable Object[] values, int from, int to, int[] raw, int at) {
        return 0;
    }

    /** A column over {@code array} if it is an {@code int[]} without a negative value; else null. */
    final @Nullable IntColumn wrapUnsigned(Object array) {
        if (!(array instanceof int[] values)) {
            return null;
        }
        int signs = 0;
        for (int value : values) {
            signs |= value;
        }
        return signs < 0 ? null : new IntColumn(type, values, this);
    }

    int defaultRaw() {
        return 0;
    }

    @Override
    public final ClickHouseType type() {
        return type;
    }

    @Override
    public final int bytesPerRow() {
        return Integer.BYTES;
    }

    @Override
    public final ColumnReader<IntColumn> reader(int rows, ReadBudget budget) {
        return new IntReader(this, rows, budget);
    }

    @Override
    public final void writePrefix(ByteBuf out, IntColumn column) {}

    @Override
    public final void write(ByteBuf out, IntColumn column, int from, int to) {
        LittleEndian.write(out, column.values(), from, to);
    }

    @Override
    public final ColumnBuilder builder(int expectedRows) {
        return new IntBuilder(this, expectedRows);
    }
}
