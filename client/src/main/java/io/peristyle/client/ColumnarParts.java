package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.ColumnValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes parts of columns that are given as arrays, not all of which are as their types store them. Not thread-safe. */
final class ColumnarParts {
    /** Of a type that stores an array as it is, at most. */
    private static final long STORED_ROW_BYTES = 16;

    /** Of one column before the next: objects that were made row by row lie so close that they are fetched from memory once. */
    private static final int ROWS_AT_ONCE = 4096;

    private final List<TableColumn> columns;
    private final List<String> names;
    private final List<ColumnValues> values;
    private final ColumnFactory factory;
    private final @Nullable Column[] stored;
    private final @Nullable ColumnBuilder[] builders;
    private int rowsBefore = -1;

    /** @param stored the columns that are sent as they are, with all of their rows; null for those to be converted */
    ColumnarParts(
            List<TableColumn> columns, List<ColumnValues> values, ColumnFactory factory, @Nullable Column[] stored) {
        this.columns = columns;
        this.names = columns.stream().map(TableColumn::name).toList();
        this.values = values;
        this.factory = factory;
        this.stored = stored;
        this.builders = new @Nullable ColumnBuilder[stored.length];
    }

    /** Some rows, and about how many bytes they take. */
    record Part(BlockRange range, long bytes) {
        /** Adds the rows to {@code ranges}, in pieces that keep to {@code limits}. */
        void cut(InsertOptions limits, List<BlockRange> ranges) {
            int rows = range.rows();
            long pieces = Math.max(1, (bytes + limits.maximumBlockBytes() - 1) / limits.maximumBlockBytes());
            int step = (int) Math.max(1, Math.min(limits.maximumBlockRows(), rows / pieces));
            for (int from = 0; from < rows; from += step) {
                ranges.add(range.part(from, Math.min(step, rows - from)));
            }
        }
    }

    /**
     * The rows from {@code from} to {@code to}.
     *
     * @throws io.peristyle.error.DataException if a value does not fit
     */
    Part part(int from, int to) {
        for (int i = 0; i < stored.length; i++) {
            if (stored[i] == null && rowsBefore != to - from) {
                builders[i] = factory.builder(columns.get(i).type(), to - from);
            }
        }
        rowsBefore = to - from;
        for (int next = from; next < to; next += ROWS_AT_ONCE) {
            append(next, Math.min(to, next + ROWS_AT_ONCE));
        }
        return build(from, to - from);
    }

    private void append(int from, int to) {
        for (int i = 0; i < builders.length; i++) {
            ColumnBuilder builder = builders[i];
            if (builder != null) {
                values.get(i).append(columns.get(i), from, to, builder);
            }
        }
    }

    private Part build(int from, int rows) {
        long bytes = 0;
        List<Column> all = new ArrayList<>(stored.length);
        int[] starts = new int[stored.length];
        for (int i = 0; i < stored.length; i++) {
            Column column = stored[i];
            if (column == null) {
                ColumnBuilder builder = Objects.requireNonNull(builders[i]);
                bytes += builder.bytes();
                all.add(builder.build());
            } else {
                bytes += STORED_ROW_BYTES * rows;
                all.add(column);
                starts[i] = from;
            }
        }
        return new Part(new BlockRange(names, all, starts, rows), bytes);
    }
}
