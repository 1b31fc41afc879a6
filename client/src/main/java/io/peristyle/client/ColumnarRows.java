package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.DataException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.ColumnValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Whole columns, as arrays or lists of equal length. Arrays that are as the type stores them are not copied. */
final class ColumnarRows implements InsertRows {
    private final Map<String, ColumnValues> values = new LinkedHashMap<>();
    private final int rows;
    private final Executor callbacks;

    /** @param callbacks may take a part in the conversion */
    ColumnarRows(Map<String, ?> columns, Executor callbacks) {
        this.callbacks = callbacks;
        columns.forEach((name, array) -> values.put(name, ColumnValues.of(name, array)));
        rows = values.values().stream().mapToInt(ColumnValues::size).findFirst().orElse(0);
        values.forEach((name, column) -> {
            if (column.size() != rows) {
                throw new DataException("column " + name + " has " + column.size() + " values, others have " + rows);
            }
        });
    }

    int rows() {
        return rows;
    }

    @Override
    public List<TableColumn> columns(List<TableColumn> offered, boolean chosen) {
        Map<String, TableColumn> byName = new LinkedHashMap<>();
        offered.forEach(column -> byName.put(column.name(), column));
        List<TableColumn> columns = new ArrayList<>();
        for (String name : values.keySet()) {
            TableColumn column = byName.remove(name);
            if (column == null) {
                throw new DataException("the table has no column " + name + " among those it takes values for: "
                        + offered.stream().map(TableColumn::name).toList());
            }
            columns.add(column);
        }
        if (chosen && !byName.isEmpty()) {
            throw new DataException("there are no values for the columns " + byName.keySet());
        }
        return columns;
    }

    @Override
    public RowSource source(List<TableColumn> columns, ColumnFactory factory, InsertOptions limits) {
        List<ColumnValues> given = columns.stream()
                .map(column -> Objects.requireNonNull(values.get(column.name())))
                .toList();
        @Nullable Column[] stored = new @Nullable Column[columns.size()];
        boolean allStored = true;
        for (int i = 0; i < stored.length; i++) {
            stored[i] = factory.wrap(columns.get(i).type(), given.get(i).array());
            allStored &= stored[i] != null;
        }
        int step = allStored ? rows : limits.maximumBlockRows();
        List<BlockRange> ranges = new ArrayList<>();
        ConversionInParts.run(
                        (int) ((rows + (long) step - 1) / step),
                        () -> {
                            ColumnarParts parts = new ColumnarParts(columns, given, factory, stored);
                            return part -> parts.part(part * step, (int) Math.min(rows, (part + 1L) * step));
                        },
                        callbacks)
                .forEach(part -> part.cut(limits, ranges));
        return new RangeSource(columns, ranges);
    }
}
