package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.MapType;
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
        appendRun(() -> Elements.append(value, elements));
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof DictionaryColumn repeated) {
            appendFrom(repeated.dictionary(), repeated.indices()[row]);
        } else if (column instanceof ArrayColumn array && !(array.type().plain() instanceof MapType)) {
            appendRun(() -> {
                for (int i = array.start(row); i < array.end(row); i++) {
                    elements.appendFrom(array.elements(), i);
                }
            });
        } else if (column instanceof VariantColumn variants && !variants.isNull(row)) {
            appendFrom(variants.columns().get(variants.members()[row]), variants.position(row));
        } else {
            append(column.value(row));
        }
    }

    private void appendRun(Runnable appender) {
        int first = elements.size();
        try {
            appender.run();
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
