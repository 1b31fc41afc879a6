package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** Collects collections and arrays, of primitives too. */
final class ArrayBuilder implements ColumnBuilder {
    private final ClickHouseType type;
    private final ColumnBuilder elements;
    private final GrowingInts ends;
    private final StrayRows strays = new StrayRows();

    ArrayBuilder(ClickHouseType type, ColumnBuilder elements, int expectedRows) {
        this.type = type;
        this.elements = elements;
        ends = new GrowingInts(expectedRows);
    }

    @Override
    public void append(@Nullable Object value) {
        if (value == null || !Elements.canHold(value)) {
            throw new IllegalArgumentException(type + " takes a collection or an array, not "
                    + (value == null ? "NULL" : value.getClass().getName()));
        }
        int first = elements.size();
        try {
            Elements.append(value, elements);
        } catch (RuntimeException e) {
            strays.add(first, elements.size());
            throw e;
        }
        ends.add(elements.size() - strays.size());
    }

    @Override
    public void appendDefault() {
        ends.add(elements.size() - strays.size());
    }

    @Override
    public int size() {
        return ends.size();
    }

    @Override
    public long bytes() {
        return elements.bytes() + (long) Long.BYTES * ends.size();
    }

    @Override
    public Column build() {
        Column kept = strays.removeFrom(elements.build());
        strays.clear();
        return new ArrayColumn(type, ends.take(), kept, ArrayMapping.INSTANCE);
    }
}
