package io.peristyle.record;

import io.peristyle.error.DataException;
import io.peristyle.query.TableColumn;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps from names to values as rows; all have to name the same columns. */
final class MapWriting implements RowWriting<Map<String, ? extends @Nullable Object>> {
    private final GivenNames given = new GivenNames();

    @Override
    public List<TableColumn> columns(
            List<TableColumn> offered,
            boolean chosen,
            Collection<? extends Map<String, ? extends @Nullable Object>> sample) {
        List<TableColumn> columns = chosen ? offered : named(offered, sample);
        Map<String, ? extends @Nullable Object> first =
                sample.isEmpty() ? null : sample.iterator().next();
        given.set(columns, first == null ? Set.of() : first.keySet());
        return columns;
    }

    @Override
    public void check(Map<String, ? extends @Nullable Object> row, int columns) {
        given.check(row.keySet());
    }

    private static List<TableColumn> named(
            List<TableColumn> offered, Collection<? extends Map<String, ? extends @Nullable Object>> sample) {
        Set<String> names = new LinkedHashSet<>();
        // A row that is null is refused when it is written, by its number.
        sample.stream().filter(Objects::nonNull).forEach(row -> names.addAll(row.keySet()));
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
        NestedValues nested = NestedValues.of(column.type());
        return (row, builder) -> {
            Object value = row.get(column.name());
            if (value == null && !row.containsKey(column.name())) {
                throw new IllegalArgumentException("the row has no such key; put null for NULL, or choose columns");
            }
            builder.append(nested.plain(value));
        };
    }
}
