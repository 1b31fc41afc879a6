package io.peristyle.record;

import io.peristyle.column.ColumnBuilder;
import io.peristyle.record.RowWriting.CellWriter;
import java.util.function.ToLongFunction;

/** The values of a component of type long, int, short or byte. */
final class LongGetterCell<T> implements CellWriter<T> {
    private final ToLongFunction<Object> getter;
    private long[] values = new long[0];

    LongGetterCell(ToLongFunction<Object> getter) {
        this.getter = getter;
    }

    @Override
    public void append(T object, ColumnBuilder builder) {
        try {
            builder.appendLong(getter.applyAsLong(object));
        } catch (Throwable thrown) {
            throw Getters.rethrown(thrown);
        }
    }

    @Override
    public void appendAll(T[] objects, int count, ColumnBuilder builder) {
        try {
            long[] some = values.length < count ? new long[count] : values;
            values = some;
            for (int i = 0; i < count; i++) {
                some[i] = getter.applyAsLong(objects[i]);
            }
            builder.appendLongs(some, 0, count);
        } catch (Throwable thrown) {
            throw Getters.rethrown(thrown);
        }
    }
}
