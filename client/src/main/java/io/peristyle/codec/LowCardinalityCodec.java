package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.NullableType;

/**
 * {@code LowCardinality(T)}: a dictionary of distinct values, then an index into it for each row. The first entry is the
 * default value; for a nullable T it is NULL, and there is no mark for each entry. Without values nothing but the prefix.
 *
 * <pre>
 * 01 00×7 |             prefix: version
 * 00 06 00×6            one byte for each index; the dictionary follows
 * 02 00×7 | 00  01 61   a dictionary of two: '', 'a'
 * 01 00×7 | 01          one row: the second entry
 * </pre>
 */
final class LowCardinalityCodec implements CompositeCodec<DictionaryColumn> {
    private final LowCardinalityType type;
    private final boolean nullable;
    private final ElementCodec values;
    private final boolean dictionariesOfNothing;

    /**
     * {@code values} is the codec of the dictionary's values, which are not nullable; {@code dictionariesOfNothing} tells
     * whether one is sent even where there are no values.
     */
    LowCardinalityCodec(LowCardinalityType type, ColumnCodec<?> values, boolean dictionariesOfNothing) {
        this.type = type;
        this.dictionariesOfNothing = dictionariesOfNothing;
        this.values = ElementCodec.of(values);
        nullable = type.inner() instanceof NullableType;
    }

    @Override
    public LowCardinalityType type() {
        return type;
    }

    /** The codec of the dictionary's values. */
    ElementCodec values() {
        return values;
    }

    /** Whether anything behind the prefix is sent for so many values. */
    boolean isSent(int rows) {
        return rows > 0 || dictionariesOfNothing;
    }

    /** The column over a dictionary of {@code entries}, the first of which stands for NULL if the type is nullable. */
    DictionaryColumn column(int[] indices, Column entries) {
        if (!nullable) {
            return new DictionaryColumn(type, indices, entries);
        }
        byte[] nulls = new byte[entries.size()];
        if (nulls.length > 0) {
            nulls[0] = 1;
        }
        return new DictionaryColumn(type, indices, new NullableColumn(type.inner(), nulls, entries));
    }

    @Override
    public ColumnPrefix<DictionaryColumn> prefix(ReadBudget budget) {
        return new LowCardinalityPrefix(this, budget);
    }

    @Override
    public void writePrefix(ByteBuf out, DictionaryColumn column) {
        out.writeLongLE(LowCardinalityPrefix.VERSION);
    }

    @Override
    public void write(ByteBuf out, DictionaryColumn column, int from, int to) {
        if (from < to) {
            LowCardinalityPart.of(column, from, to).write(out, values);
        }
    }

    @Override
    public ColumnBuilder builder(int expectedRows) {
        return new LowCardinalityBuilder(this, nullable, expectedRows);
    }
}
