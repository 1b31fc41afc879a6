package io.peristyle.record;

import io.peristyle.column.ColumnBuilder;
import io.peristyle.record.RowWriting.CellWriter;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The values of a component of any other type. */
final class ObjectGetterCell<T> implements CellWriter<T> {
    private final Function<Object, @Nullable Object> getter;
    private final NestedValues nested;
    private @Nullable Object[] values = new Object[0];

    ObjectGetterCell(Function<Object, @Nullable Object> getter, NestedValues nested) {
        this.getter = getter;
        this.nested = nested;
    }

    @Override
    public void append(T object, ColumnBuilder builder) {
        try {
            builder.append(nested.plain(getter.apply(object)));
        } catch (Throwable thrown) {
            throw Getters.rethrown(thrown);
        }
    }

    @Override
    public void appendAll(T[] objects, int count, ColumnBuilder builder) {
        try {
            builder.appendAll(values(objects, count), 0, count);
        } catch (Throwable thrown) {
            throw Getters.rethrown(thrown);
        }
    }

    @Override
    public boolean fetches(ColumnBuilder builder) {
        return builder.bytesAtMost(values, 0, 0) == 0;
    }

    @Override
    public long fetch(T[] objects, int count, ColumnBuilder builder) {
        try {
            return builder.bytesAtMost(values(objects, count), 0, count);
        } catch (Throwable thrown) {
            throw Getters.rethrown(thrown);
        }
    }

    @Override
    public void appendFetched(int from, int to, ColumnBuilder builder) {
        builder.appendAll(values, from, to);
    }

    private @Nullable Object[] values(T[] objects, int count) {
        @Nullable Object[] some = values.length < count ? new Object[count] : values;
        values = some;
        for (int i = 0; i < count; i++) {
            some[i] = nested.plain(getter.apply(objects[i]));
        }
        return some;
    }
}
