package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ClickHouseType;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Collects lists and object arrays that have a value for each element of a tuple. */
final class TupleBuilder implements ColumnBuilder {
    private final ClickHouseType type;
    private final List<ColumnBuilder> elements;
    private final StrayRows strays = new StrayRows();
    private int appended;

    TupleBuilder(ClickHouseType type, List<ColumnBuilder> elements) {
        this.type = type;
        this.elements = elements;
    }

    @Override
    public void append(@Nullable Object value) {
        if (value instanceof List<?> list) {
            checkCount(list.size());
            append(list);
        } else if (value instanceof @Nullable Object[] array) {
            checkCount(array.length);
            append(Arrays.asList(array));
        } else {
            throw new IllegalArgumentException(type + " takes a list or an object array, not "
                    + (value == null ? "NULL" : value.getClass().getName()));
        }
    }

    private void checkCount(int given) {
        if (given != elements.size()) {
            throw new IllegalArgumentException(
                    type + " takes " + elements.size() + " elements, not the " + given + " given");
        }
    }

    /** Adds a pair; the tuple has two elements. */
    void appendPair(@Nullable Object first, @Nullable Object second) {
        append(Arrays.asList(first, second));
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column instanceof DictionaryColumn repeated) {
            appendFrom(repeated.dictionary(), repeated.indices()[row]);
        } else if (column instanceof TupleColumn tuple) {
            checkCount(tuple.elements().size());
            appendEach(
                    element -> elements.get(element).appendFrom(tuple.elements().get(element), row));
        } else if (column instanceof VariantColumn variants && !variants.isNull(row)) {
            appendFrom(variants.columns().get(variants.members()[row]), variants.position(row));
        } else {
            append(column.value(row));
        }
    }

    private void append(List<?> values) {
        appendEach(element -> elements.get(element).append(values.get(element)));
    }

    private void appendEach(IntConsumer appender) {
        int next = 0;
        try {
            while (next < elements.size()) {
                appender.accept(next);
                next++;
            }
        } catch (RuntimeException e) {
            fillFrom(next);
            throw e;
        }
        appended++;
    }

    /** Brings all elements to the same number of rows again after one refused its value. */
    private void fillFrom(int element) {
        for (ColumnBuilder builder : elements.subList(element, elements.size())) {
            builder.appendDefault();
        }
        strays.add(appended, appended + 1);
        appended++;
    }

    @Override
    public void appendDefault() {
        elements.forEach(ColumnBuilder::appendDefault);
        appended++;
    }

    @Override
    public int size() {
        return appended - strays.size();
    }

    @Override
    public long bytes() {
        return elements.isEmpty()
                ? size()
                : elements.stream().mapToLong(ColumnBuilder::bytes).sum();
    }

    @Override
    public Column build() {
        List<Column> columns = elements.stream()
                .map(element -> strays.removeFrom(element.build()))
                .toList();
        int rows = size();
        strays.clear();
        appended = 0;
        return new TupleColumn(type, rows, columns, TupleMapping.INSTANCE);
    }
}
