package io.peristyle.record;

import io.peristyle.column.Block;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each row as a map from names to values, in the order of the columns. */
final class MapMapping implements RowMapping<Map<String, @Nullable Object>> {
    static final MapMapping INSTANCE = new MapMapping();

    @Override
    public BlockRows<Map<String, @Nullable Object>> bind(Block block) {
        return new BlockRows<>() {
            @Override
            public int size() {
                return block.rows();
            }

            @Override
            public Map<String, @Nullable Object> row(int row) {
                Map<String, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < block.columns().size(); i++) {
                    map.put(block.names().get(i), block.column(i).value(row));
                }
                return map;
            }
        };
    }
}
