package io.peristyle.record;

import io.peristyle.query.TableColumn;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of values as rows, in the order of the columns. */
final class ListWriting implements RowWriting<List<? extends @Nullable Object>> {
    @Override
    public List<TableColumn> columns(
            List<TableColumn> offered, boolean chosen, Collection<? extends List<? extends @Nullable Object>> sample) {
        return offered;
    }

    @Override
    public void check(List<? extends @Nullable Object> row, int columns) {
        if (row.size() > columns) {
            throw new IllegalArgumentException("the row has " + row.size() + " values for " + columns + " columns");
        }
    }

    @Override
    public boolean isByPosition() {
        return true;
    }

    @Override
    public CellWriter<List<? extends @Nullable Object>> cell(TableColumn column, int index) {
        NestedValues nested = NestedValues.of(column.type());
        return (row, builder) -> {
            if (index >= row.size()) {
                throw new IllegalArgumentException("the row has only " + row.size() + " values");
            }
            builder.append(nested.plain(row.get(index)));
        };
    }
}
