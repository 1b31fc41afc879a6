package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.ValueMapping;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Tuple} in Java: an unmodifiable {@link List} of its elements' values. */
final class TupleMapping implements ValueMapping<TupleColumn> {
    static final TupleMapping INSTANCE = new TupleMapping();

    private TupleMapping() {}

    @Override
    public List<@Nullable Object> value(TupleColumn column, int row) {
        return Collections.unmodifiableList(Arrays.asList(values(column, row)));
    }

    private static @Nullable Object[] values(TupleColumn column, int row) {
        List<Column> elements = column.elements();
        @Nullable Object[] values = new @Nullable Object[elements.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = elements.get(i).value(row);
        }
        return values;
    }

    @Override
    public Column.@Nullable RowReader reader(TupleColumn column, Class<?> target) {
        if (target == Object[].class) {
            return row -> values(column, row);
        }
        boolean list = target == Object.class
                || target == List.class
                || target == Collection.class
                || target == Iterable.class;
        return list ? row -> value(column, row) : null;
    }
}
