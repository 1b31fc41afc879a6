package io.peristyle.record;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each row as a map from names to values, in the order of the columns, which all need names of their own. */
final class MapMapping implements RowMapping<Map<String, @Nullable Object>> {
    static final MapMapping INSTANCE = new MapMapping();

    @Override
    public BlockRows<Map<String, @Nullable Object>> bind(Block block) {
        Set<String> names = new HashSet<>();
        for (String name : block.names()) {
            if (!names.add(name)) {
                throw new DataException("two columns are called " + name
                        + ", of which a map would lose one; rename one with AS, or take rows");
            }
        }
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
