package io.peristyle.record;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.DoubleColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.IntColumn;
import io.peristyle.column.LongColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.type.MapType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks the reader of a column for a component. */
final class Cells {
    private Cells() {}

    /** @throws io.peristyle.error.DataException if the column's type does not convert to the component's */
    static Cell of(Column column, CellTarget target) {
        Class<?> type = target.type();
        if (column instanceof DictionaryColumn dictionary && !type.isPrimitive()) {
            Cell entries = of(dictionary.dictionary(), target.inside(type, target.genericType()));
            return new DictionaryCell(
                    dictionary.indices(), entries, dictionary.dictionary().size(), target);
        }
        Cell nested = nested(column, target);
        if (nested != null) {
            return nested;
        }
        if ((type == long.class || type == int.class) && isInteger(column)) {
            return new IntegerCell(column, target);
        }
        if (type == double.class && (bare(column) instanceof DoubleColumn || bare(column) instanceof FloatColumn)) {
            return new DoubleCell(column, target);
        }
        Column.RowReader reader = column.reader(type);
        if (reader == null) {
            throw target.mismatch(column);
        }
        return new ObjectCell(column, target, reader);
    }

    /** Readers for types that have others inside, where the component says which; null for all others. */
    private static @Nullable Cell nested(Column column, CellTarget target) {
        Column bare = bare(column);
        Class<?> type = target.type();
        Type[] arguments = target.genericType() instanceof ParameterizedType parameterized
                ? parameterized.getActualTypeArguments()
                : new Type[0];
        if (bare instanceof ArrayColumn array && arguments.length == 1 && isList(type)) {
            Cell elements = of(array.elements(), target.inside(raw(arguments[0]), arguments[0]));
            return new ListCell(array, elements, target);
        } else if (bare instanceof ArrayColumn array
                && arguments.length == 2
                && type == Map.class
                && array.type().plain() instanceof MapType
                && array.elements() instanceof TupleColumn entries) {
            Cell keys = of(entries.elements().get(0), target.inside(raw(arguments[0]), arguments[0]));
            Cell values = of(entries.elements().get(1), target.inside(raw(arguments[1]), arguments[1]));
            return new MapCell(array, keys, values, target);
        } else if (bare instanceof TupleColumn tuple && type.isRecord()) {
            return TupleCell.of(column, tuple, target);
        }
        return null;
    }

    private static boolean isList(Class<?> type) {
        return type == List.class || type == Collection.class || type == Iterable.class;
    }

    private static boolean isInteger(Column column) {
        Column bare = bare(column);
        String name = bare.type().plain().name();
        boolean shape = bare instanceof LongColumn
                || bare instanceof IntColumn
                || bare instanceof ShortColumn
                || bare instanceof ByteColumn;
        return shape && (name.startsWith("UInt") || (name.startsWith("Int") && !name.startsWith("Interval")));
    }

    private static Column bare(Column column) {
        if (column instanceof NullableColumn nullable) {
            return bare(nullable.values());
        }
        return column instanceof DictionaryColumn dictionary ? bare(dictionary.dictionary()) : column;
    }

    private static Class<?> raw(Type type) {
        if (type instanceof Class<?> plain) {
            return plain;
        } else if (type instanceof ParameterizedType parameterized) {
            return (Class<?>) parameterized.getRawType();
        } else if (type instanceof WildcardType wildcard) {
            return raw(wildcard.getUpperBounds()[0]);
        }
        return Object.class;
    }
}
