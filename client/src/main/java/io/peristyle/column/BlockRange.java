package io.peristyle.column;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Some consecutive rows of an insert, which need not be at the same place in each column: of columns that are partly the user's
 * arrays and partly made in pieces, nothing has to be copied. Immutable as blocks are.
 */
public final class BlockRange {
    private final List<String> names;
    private final List<Column> columns;
    private final int rows;
    private final int start;
    /** For each column; null if all of them begin at {@link #start}. */
    private final int @Nullable [] starts;

    /** Rows {@code from} (inclusive) to {@code to} (exclusive) of {@code block}. */
    public BlockRange(Block block, int from, int to) {
        Objects.checkFromToIndex(from, to, block.rows());
        names = block.names();
        columns = block.columns();
        rows = to - from;
        start = from;
        starts = null;
    }

    /** So many {@code rows} of each of {@code columns}, which begin at the row of it that {@code starts} says. */
    public BlockRange(List<String> names, List<? extends Column> columns, int[] starts, int rows) {
        this.names = List.copyOf(names);
        this.columns = List.copyOf(columns);
        this.rows = rows;
        this.start = 0;
        this.starts = starts.clone();
        if (this.names.size() != this.columns.size() || starts.length != this.columns.size()) {
            throw new IllegalArgumentException(
                    names.size() + " names and " + starts.length + " starts for " + columns.size() + " columns");
        }
        for (int i = 0; i < starts.length; i++) {
            Objects.checkFromIndexSize(starts[i], rows, this.columns.get(i).size());
        }
    }

    private BlockRange(BlockRange whole, int from, int rows) {
        Objects.checkFromIndexSize(from, rows, whole.rows);
        this.names = whole.names;
        this.columns = whole.columns;
        this.rows = rows;
        this.start = whole.start + from;
        this.starts = whole.starts == null
                ? null
                : Arrays.stream(whole.starts).map(first -> first + from).toArray();
    }

    /** All rows of {@code block}. */
    public static BlockRange all(Block block) {
        return new BlockRange(block, 0, block.rows());
    }

    /** {@code count} of these rows, from the one at {@code from} on. */
    public BlockRange part(int from, int count) {
        return from == 0 && count == rows ? this : new BlockRange(this, from, count);
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** The columns' names, in order. */
    public List<String> names() {
        return names;
    }

    /** The columns, in order, each with more rows than these, maybe. */
    public List<Column> columns() {
        return columns;
    }

    /** The first of these rows in the column at {@code index}. */
    public int start(int index) {
        return starts == null ? start : starts[index];
    }
}
