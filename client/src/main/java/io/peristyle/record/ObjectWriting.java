package io.peristyle.record;

import io.peristyle.error.DataException;
import io.peristyle.query.TableColumn;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

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
    public CellWriter<T> cell(TableColumn column, int index) {
        for (Property property : shape.properties()) {
            if (property.name().equals(column.name())) {
                return writer(property, column);
            }
        }
        for (Property property : shape.properties()) {
            if (ColumnNames.areAlike(column.name(), property.name())) {
                return writer(property, column);
            }
        }
        throw new DataException(type.getName() + " has no component for the column " + column.name());
    }

    private CellWriter<T> writer(Property property, TableColumn column) {
        MethodHandle getter = property.getter();
        if (getter == null) {
            throw new DataException(type.getName() + " has no getter for " + property.name());
        }
        Class<?> part = property.type();
        if (part == long.class || part == int.class || part == short.class || part == byte.class) {
            MethodHandle exact = getter.asType(MethodType.methodType(long.class, Object.class));
            return (object, builder) -> builder.appendLong(longOf(exact, object));
        } else if (part == double.class) {
            MethodHandle exact = getter.asType(MethodType.methodType(double.class, Object.class));
            return (object, builder) -> builder.appendDouble(doubleOf(exact, object));
        }
        MethodHandle exact = getter.asType(MethodType.methodType(Object.class, Object.class));
        NestedValues nested = NestedValues.of(column.type());
        return (object, builder) -> builder.append(nested.plain(valueOf(exact, object)));
    }

    private static long longOf(MethodHandle getter, Object object) {
        try {
            return (long) getter.invokeExact(object);
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    private static double doubleOf(MethodHandle getter, Object object) {
        try {
            return (double) getter.invokeExact(object);
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    @SuppressWarnings("NullAway") // A component may be null, which stands for NULL.
    private static Object valueOf(MethodHandle getter, Object object) {
        try {
            return (Object) getter.invokeExact(object);
        } catch (Throwable thrown) {
            throw rethrown(thrown);
        }
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }
}
