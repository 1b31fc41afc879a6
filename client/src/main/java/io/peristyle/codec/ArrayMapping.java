package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ValueMapping;
import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code Array} in Java: an unmodifiable {@link List}, or an array of primitives or of objects. */
final class ArrayMapping implements ValueMapping<ArrayColumn> {
    static final ArrayMapping INSTANCE = new ArrayMapping();

    private ArrayMapping() {}

    @Override
    public List<@Nullable Object> value(ArrayColumn column, int row) {
        int start = column.start(row);
        @Nullable Object[] values = new @Nullable Object[column.end(row) - start];
        for (int i = 0; i < values.length; i++) {
            values[i] = column.elements().value(start + i);
        }
        return Collections.unmodifiableList(Arrays.asList(values));
    }

    @Override
    public Column.@Nullable RowReader reader(ArrayColumn column, Class<?> target) {
        if (target == Object.class || target == List.class || target == Collection.class || target == Iterable.class) {
            return row -> value(column, row);
        }
        if (!target.isArray()) {
            return null;
        }
        Class<?> component = target.getComponentType();
        return component.isPrimitive() ? PrimitiveArrays.reader(column, component) : objects(column, component);
    }

    private static Column.@Nullable RowReader objects(ArrayColumn column, Class<?> component) {
        Column elements = column.elements();
        Column.RowReader reader = elements.reader(component);
        if (reader == null) {
            return null;
        }
        return row -> {
            int start = column.start(row);
            @Nullable Object[] values = (@Nullable Object[]) Array.newInstance(component, column.end(row) - start);
            for (int i = 0; i < values.length; i++) {
                values[i] = elements.isNull(start + i) ? null : reader.read(start + i);
            }
            return values;
        };
    }
}
