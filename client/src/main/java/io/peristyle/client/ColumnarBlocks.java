package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ColumnFactory;
import io.peristyle.query.TableColumn;
import io.peristyle.record.ColumnValues;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes blocks of columns that are given as arrays, not all of which are as their types store them. Not thread-safe. */
final class ColumnarBlocks {
    /** Of a type that stores an array as it is, at most. */
    static final long STORED_ROW_BYTES = 16;

    /** Of one column before the next: objects that were made row by row lie so close that they are fetched from memory once. */
    private static final int ROWS_AT_ONCE = 4096;

    private final List<TableColumn> columns;
    private final List<String> names;
    private final List<ColumnValues> values;
    private final ColumnFactory factory;
    /** Which of them are stored as they are. */
    private final boolean[] stored;

    private final ColumnBuilder[] builders;
    private int rowsBefore = -1;

    /** A block, and about how many bytes it takes. */
    record Sized(Block block, long bytes) {}

    ColumnarBlocks(List<TableColumn> columns, List<ColumnValues> values, ColumnFactory factory, boolean[] stored) {
        this.columns = columns;
        this.names = columns.stream().map(TableColumn::name).toList();
        this.values = values;
        this.factory = factory;
        this.stored = stored;
        this.builders = new ColumnBuilder[columns.size()];
    }

    /**
     * The rows from {@code from} to {@code to}.
     *
     * @throws io.peristyle.error.DataException if a value does not fit
     */
    Sized block(int from, int to) {
        @Nullable Column[] built = new Column[columns.size()];
        for (int i = 0; i < built.length; i++) {
            built[i] = stored[i]
                    ? factory.wrap(columns.get(i).type(), values.get(i).part(from, to))
                    : null;
            if (built[i] == null && rowsBefore != to - from) {
                builders[i] = factory.builder(columns.get(i).type(), to - from);
            }
        }
        rowsBefore = to - from;
        for (int next = from; next < to; next += ROWS_AT_ONCE) {
            append(built, next, Math.min(to, next + ROWS_AT_ONCE));
        }
        return build(built, to - from);
    }

    private void append(@Nullable Column[] built, int from, int to) {
        for (int i = 0; i < built.length; i++) {
            if (built[i] == null) {
                values.get(i).append(columns.get(i), from, to, builders[i]);
            }
        }
    }

    private Sized build(@Nullable Column[] built, int rows) {
        long bytes = 0;
        List<Column> all = new ArrayList<>(built.length);
        for (int i = 0; i < built.length; i++) {
            Column column = built[i];
            if (column == null) {
                bytes += builders[i].bytes();
                all.add(builders[i].build());
            } else {
                bytes += STORED_ROW_BYTES * rows;
                all.add(column);
            }
        }
        return new Sized(new Block(rows, names, all), bytes);
    }
}
