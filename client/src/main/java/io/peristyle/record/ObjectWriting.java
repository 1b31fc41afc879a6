package io.peristyle.record;

import io.peristyle.error.DataException;
import io.peristyle.query.TableColumn;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Records and beans as rows: a column for each component. */
final class ObjectWriting<T> implements RowWriting<T> {
    private final Class<T> type;
    private final CompiledShape shape;

    ObjectWriting(Class<T> type, CompiledShape shape) {
        this.type = type;
        this.shape = shape;
    }

    @Override
    public List<TableColumn> columns(List<TableColumn> offered, boolean chosen, Collection<? extends T> sample) {
        List<String> names = offered.stream().map(TableColumn::name).toList();
        boolean[] found = new boolean[offered.size()];
        int[] matches = ColumnNames.match(names, shape.names(), type.getName());
        for (int i = 0; i < matches.length; i++) {
            if (matches[i] >= 0) {
                found[matches[i]] = true;
            } else if (!chosen) {
                throw new DataException("the table has no column for the component "
                        + shape.names().get(i) + " of "
                        + type.getName() + "; it takes values for " + names);
            }
        }
        List<TableColumn> columns = new ArrayList<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                columns.add(offered.get(i));
            } else if (chosen) {
                throw new DataException(type.getName() + " has no component for the column " + names.get(i));
            }
        }
        return columns;
    }

    @Override
    public long bytes(T object, ToLongFunction<@Nullable Object> ofValue) {
        long bytes = 0;
        List<Property> properties = shape.properties();
        for (int i = 0; i < properties.size(); i++) {
            Property property = properties.get(i);
            if (property.type().isPrimitive()) {
                bytes += Long.BYTES;
            } else if (property.getter() != null) {
                bytes += ofValue.applyAsLong(shape.getters().ofObject(i).apply(object));
            }
        }
        return bytes;
    }

    /** Records do not change, which is not to be expected of beans. */
    @Override
    public boolean isConcurrent() {
        return type.isRecord();
    }

    @Override
    public CellWriter<T> cell(TableColumn column, int index) {
        List<Property> properties = shape.properties();
        for (int i = 0; i < properties.size(); i++) {
            if (properties.get(i).name().equals(column.name())) {
                return writer(i, column);
            }
        }
        for (int i = 0; i < properties.size(); i++) {
            if (ColumnNames.areAlike(column.name(), properties.get(i).name())) {
                return writer(i, column);
            }
        }
        throw new DataException(type.getName() + " has no component for the column " + column.name());
    }

    private CellWriter<T> writer(int number, TableColumn column) {
        Property property = shape.properties().get(number);
        if (property.getter() == null) {
            throw new DataException(type.getName() + " has no getter for " + property.name());
        }
        Class<?> part = property.type();
        if (part == long.class || part == int.class || part == short.class || part == byte.class) {
            return new LongGetterCell<>(shape.getters().ofLong(number));
        } else if (part == double.class) {
            return new DoubleGetterCell<>(shape.getters().ofDouble(number));
        }
        return new ObjectGetterCell<>(shape.getters().ofObject(number), NestedValues.of(column.type()));
    }
}
