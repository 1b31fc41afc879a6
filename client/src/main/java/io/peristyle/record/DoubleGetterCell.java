package io.peristyle.record;

import io.peristyle.column.ColumnBuilder;
import io.peristyle.record.RowWriting.CellWriter;
import java.util.function.ToDoubleFunction;

/** The values of a component of type double. */
final class DoubleGetterCell<T> implements CellWriter<T> {
    private final ToDoubleFunction<Object> getter;
    private double[] values = new double[0];

    DoubleGetterCell(ToDoubleFunction<Object> getter) {
        this.getter = getter;
    }

    @Override
    public void append(T object, ColumnBuilder builder) {
        try {
            builder.appendDouble(getter.applyAsDouble(object));
        } catch (Throwable thrown) {
            throw Getters.rethrown(thrown);
        }
    }

    @Override
    public void appendAll(T[] objects, int count, ColumnBuilder builder) {
        try {
            double[] some = values.length < count ? new double[count] : values;
            values = some;
            for (int i = 0; i < count; i++) {
                some[i] = getter.applyAsDouble(objects[i]);
            }
            builder.appendDoubles(some, 0, count);
        } catch (Throwable thrown) {
            throw Getters.rethrown(thrown);
        }
    }
}
