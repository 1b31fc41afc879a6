package io.peristyle.record;

import io.peristyle.error.DataException;
import io.peristyle.query.TableColumn;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps from names to values as rows; all have to name the same columns. */
final class MapWriting implements RowWriting<Map<String, ? extends @Nullable Object>> {
    @Override
    public List<TableColumn> columns(
            List<TableColumn> offered,
            boolean chosen,
            Collection<? extends Map<String, ? extends @Nullable Object>> sample) {
        if (chosen) {
            return offered;
        }
        Set<String> names = new LinkedHashSet<>();
        sample.forEach(row -> names.addAll(row.keySet()));
        List<String> known = offered.stream().map(TableColumn::name).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new DataException("the table has no column " + name + "; it takes values for " + known);
            }
        }
        return offered.stream().filter(column -> names.contains(column.name())).toList();
    }

    @Override
    public CellWriter<Map<String, ? extends @Nullable Object>> cell(TableColumn column, int index) {
        return (row, builder) -> {
            Object value = row.get(column.name());
            if (value == null && !row.containsKey(column.name())) {
                throw new IllegalArgumentException("the row has no such key; put null for NULL, or choose columns");
            }
            builder.append(NestedValues.plain(value, column.type()));
        };
    }
}
