package io.peristyle.record;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values of one type with a list in the place of each record in them, as tuples take it. Made once for a column. */
@FunctionalInterface
interface NestedValues {
    /** The value without records; itself if there is none in it. */
    @Nullable
    Object plain(@Nullable Object value);

    /** Values that have no records in them. */
    NestedValues NONE = value -> value;

    static NestedValues of(ClickHouseType type) {
        NestedValues values = ofTuples(type);
        return values == null ? NONE : values;
    }

    /** Null if there is no tuple in the type, and so no record in its values. */
    private static @Nullable NestedValues ofTuples(ClickHouseType declared) {
        ClickHouseType type = declared.plain();
        if (type instanceof NullableType nullable) {
            return ofTuples(nullable.inner());
        } else if (type instanceof TupleType tuple) {
            return new TupleValues(tuple);
        } else if (type instanceof ArrayType array) {
            NestedValues elements = ofTuples(array.element());
            return elements == null ? null : value -> list(value, elements);
        } else if (type instanceof MapType map && (ofTuples(map.key()) != null || ofTuples(map.value()) != null)) {
            NestedValues keys = of(map.key());
            NestedValues values = of(map.value());
            return value -> map(value, keys, values);
        }
        return null;
    }

    private static @Nullable Object list(@Nullable Object value, NestedValues elements) {
        if (value instanceof Object[] array) {
            return list(Arrays.asList(array), elements);
        } else if (value instanceof Iterable<?> iterable) {
            List<@Nullable Object> list = new ArrayList<>();
            iterable.forEach(element -> list.add(elements.plain(element)));
            return list;
        }
        return value;
    }

    private static @Nullable Object map(@Nullable Object value, NestedValues keys, NestedValues values) {
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<@Nullable Object, @Nullable Object> plain = new LinkedHashMap<>();
        map.forEach((key, entry) -> plain.put(keys.plain(key), values.plain(entry)));
        return plain;
    }
}
