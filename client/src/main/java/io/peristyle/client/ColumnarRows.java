package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.DataException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.ColumnValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whole columns, as arrays or lists of equal length. Arrays that are as the type stores them are not copied. */
final class ColumnarRows implements InsertRows {
    /** At most, of a type that stores an array as it is. */
    private static final long WRAPPED_ROW_BYTES = 16;

    private final Map<String, ColumnValues> values = new LinkedHashMap<>();
    private final int rows;

    ColumnarRows(Map<String, ?> columns) {
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
        List<String> names = columns.stream().map(TableColumn::name).toList();
        List<BlockRange> ranges = new ArrayList<>();
        List<Column> whole = wrapped(columns, factory);
        if (whole != null) {
            cut(new Block(rows, names, whole), WRAPPED_ROW_BYTES * columns.size() * rows, limits, ranges);
            return new RangeSource(columns, ranges);
        }
        for (int from = 0; from < rows; from += limits.maximumBlockRows()) {
            int to = Math.min(rows, from + limits.maximumBlockRows());
            List<Column> built = new ArrayList<>();
            long bytes = 0;
            for (TableColumn column : columns) {
                ColumnValues given = column(column.name());
                Object primitives = given.primitives(from, to);
                Column stored = primitives == null ? null : factory.wrap(column.type(), primitives);
                if (stored == null) {
                    ColumnBuilder builder = factory.builder(column.type(), to - from);
                    given.append(column, from, to, builder);
                    bytes += builder.bytes();
                    stored = builder.build();
                } else {
                    bytes += WRAPPED_ROW_BYTES * (to - from);
                }
                built.add(stored);
            }
            cut(new Block(to - from, names, built), bytes, limits, ranges);
        }
        return new RangeSource(columns, ranges);
    }

    private @org.jspecify.annotations.Nullable List<Column> wrapped(List<TableColumn> columns, ColumnFactory factory) {
        List<Column> whole = new ArrayList<>();
        for (TableColumn column : columns) {
            Column wrapped = factory.wrap(column.type(), column(column.name()).array());
            if (wrapped == null || wrapped.size() != rows) {
                return null;
            }
            whole.add(wrapped);
        }
        return whole;
    }

    private ColumnValues column(String name) {
        return java.util.Objects.requireNonNull(values.get(name));
    }

    private static void cut(Block block, long bytes, InsertOptions limits, List<BlockRange> ranges) {
        long pieces = Math.max(1, (bytes + limits.maximumBlockBytes() - 1) / limits.maximumBlockBytes());
        int step = (int) Math.max(1, Math.min(limits.maximumBlockRows(), block.rows() / pieces));
        for (int from = 0; from < block.rows(); from += step) {
            ranges.add(new BlockRange(block, from, Math.min(block.rows(), from + step)));
        }
    }
}
