package io.peristyle.codec;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.ValueMapping;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code Map} in Java: an unmodifiable {@link Map} in the server's order. A key that the server holds twice appears once,
 * with the value that came last.
 */
final class MapMapping implements ValueMapping<ArrayColumn> {
    static final MapMapping INSTANCE = new MapMapping();

    private MapMapping() {}

    @Override
    public Map<@Nullable Object, @Nullable Object> value(ArrayColumn column, int row) {
        TupleColumn pairs = (TupleColumn) column.elements();
        Column keys = pairs.elements().get(0);
        Column values = pairs.elements().get(1);
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = column.start(row); i < column.end(row); i++) {
            map.put(keys.value(i), values.value(i));
        }
        return Collections.unmodifiableMap(map);
    }

    @Override
    public Column.@Nullable RowReader reader(ArrayColumn column, Class<?> target) {
        return target == Object.class || target == Map.class ? row -> value(column, row) : null;
    }
}
