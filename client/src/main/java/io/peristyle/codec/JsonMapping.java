package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.ValueMapping;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * {@code JSON} in Java: an unmodifiable {@link Map} with a map inside for each key on the way to a value, or text. A path
 * that is also a key on the way to another one keeps its points, and so does one of over 200 keys.
 */
final class JsonMapping implements ValueMapping<JsonColumn> {
    static final JsonMapping INSTANCE = new JsonMapping();

    /** Maps within maps; servers allow a key as many points as its length. */
    private static final int MOST_KEYS = 200;

    private JsonMapping() {}

    /** Gives every path that {@code row} has to {@code taker}, in no order; those that the type names always. */
    static void forEach(JsonColumn column, int row, BiConsumer<String, @Nullable Object> taker) {
        for (JsonColumn.Path path : column.typed()) {
            taker.accept(path.name(), path.values().value(row));
        }
        for (JsonColumn.Path path : column.dynamic()) {
            if (!path.values().isNull(row)) {
                taker.accept(path.name(), path.values().value(row));
            }
        }
        List<Column> shared = ((TupleColumn) column.shared().elements()).elements();
        for (int i = column.shared().start(row); i < column.shared().end(row); i++) {
            if (!shared.get(1).isNull(i)) {
                taker.accept(shared.get(0).stringValue(i), shared.get(1).value(i));
            }
        }
    }

    @Override
    public Map<String, @Nullable Object> value(JsonColumn column, int row) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        forEach(column, row, sorted::put);
        Map<String, @Nullable Object> root = new LinkedHashMap<>();
        sorted.forEach((path, value) -> put(root, path, value));
        return unmodifiable(root);
    }

    @SuppressWarnings("unchecked")
    private static void put(Map<String, @Nullable Object> root, String path, @Nullable Object value) {
        String[] keys = path.split("\\.", -1);
        if (keys.length > MOST_KEYS) {
            root.put(path, value);
            return;
        }
        Map<String, @Nullable Object> map = root;
        for (int i = 0; i < keys.length - 1; i++) {
            Object next = map.computeIfAbsent(keys[i], key -> new Inner());
            if (!(next instanceof Inner)) {
                map.put(String.join(".", Arrays.asList(keys).subList(i, keys.length)), value);
                return;
            }
            map = (Map<String, @Nullable Object>) next;
        }
        map.put(keys[keys.length - 1], value);
    }

    /** Told apart from maps that are values. */
    private static final class Inner extends LinkedHashMap<String, @Nullable Object> {
        private static final long serialVersionUID = 1L;
    }

    private static Map<String, @Nullable Object> unmodifiable(Map<String, @Nullable Object> map) {
        map.replaceAll((key, value) -> value instanceof Inner inner ? unmodifiable(inner) : value);
        return Collections.unmodifiableMap(map);
    }

    @Override
    public String stringValue(JsonColumn column, int row) {
        return JsonText.of(value(column, row));
    }

    @Override
    public Column.@Nullable RowReader reader(JsonColumn column, Class<?> target) {
        if (target == Object.class || target == Map.class) {
            return row -> value(column, row);
        }
        return target == String.class || target == CharSequence.class ? column::stringValue : null;
    }
}
