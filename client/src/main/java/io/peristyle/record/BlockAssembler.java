package io.peristyle.record;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.DataException;
import io.peristyle.query.TableColumn;
import io.peristyle.record.RowWriting.CellWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects objects into blocks of a table's columns. Not thread-safe. */
public final class BlockAssembler<T> {
    private final List<TableColumn> columns;
    private final RowWriting<T> writing;
    private final CellWriter<T>[] cells;
    private final ColumnBuilder[] builders;
    private final ColumnFactory factory;
    /** The columns whose rows differ in size, and what all others take for each row. */
    private final int[] unevenColumns;

    private final long evenBytesPerRow;
    /** Whether all uneven columns tell before they take values how long these make them at most. */
    private final boolean unevenAreFetched;

    private long rowsBefore;
    private int rows;

    /** @param expectedRows rows of the first block, about */
    @SuppressWarnings("unchecked") // Arrays of generics can't be made otherwise; this one does not leave the class.
    public BlockAssembler(List<TableColumn> columns, RowWriting<T> writing, ColumnFactory factory, int expectedRows) {
        this.columns = columns;
        this.writing = writing;
        this.factory = factory;
        this.cells = (CellWriter<T>[]) new CellWriter<?>[columns.size()];
        this.builders = new ColumnBuilder[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            cells[i] = writing.cell(columns.get(i), i);
            builders[i] = factory.builder(columns.get(i).type(), expectedRows);
        }
        int[] uneven = new int[builders.length];
        int unevenCount = 0;
        long even = 0;
        for (int i = 0; i < uneven.length; i++) {
            int bytes = builders[i].bytesPerRow();
            even += bytes;
            if (bytes == 0) {
                uneven[unevenCount++] = i;
            }
        }
        unevenColumns = Arrays.copyOf(uneven, unevenCount);
        evenBytesPerRow = even;
        unevenAreFetched = Arrays.stream(unevenColumns).allMatch(column -> cells[column].fetches(builders[column]));
    }

    /**
     * Adds the first {@code count} of {@code objects}, or as many of them as make the block {@code maximumBytes} long, the one
     * that reaches them included; fails as {@link #add} does.
     *
     * @return how many were added
     */
    public int addUpTo(long maximumBytes, T[] objects, int count) {
        int added = count;
        try {
            for (int i = 0; i < count; i++) {
                check(objects[i]);
            }
            added = addUneven(maximumBytes, objects, count);
            for (int i = 0; i < builders.length; i++) {
                if (builders[i].bytesPerRow() > 0) {
                    cells[i].appendAll(objects, added, builders[i]);
                }
            }
        } catch (IllegalArgumentException | ClassCastException | DataException misfit) {
            throw firstMisfit(objects, count, misfit);
        }
        rows += added;
        return added;
    }

    private int addUneven(long maximumBytes, T[] objects, int count) {
        if (unevenAreFetched) {
            return addFetched(maximumBytes, objects, count);
        }
        for (int i = 0; i < count; i++) {
            long bytes = (rows + i + 1) * evenBytesPerRow;
            for (int column : unevenColumns) {
                ColumnBuilder builder = builders[column];
                cells[column].append(objects[i], builder);
                bytes += builder.bytes();
            }
            if (bytes >= maximumBytes) {
                return i + 1;
            }
        }
        return count;
    }

    /** The same with each value fetched before any is appended: all at once where they cannot make the block too long. */
    private int addFetched(long maximumBytes, T[] objects, int count) {
        long most = bytes() + count * evenBytesPerRow;
        for (int column : unevenColumns) {
            long more = cells[column].fetch(objects, count, builders[column]);
            most = more == Long.MAX_VALUE || most == Long.MAX_VALUE ? Long.MAX_VALUE : most + more;
        }
        int step = most < maximumBytes ? count : 1;
        for (int from = 0; from < count; from += step) {
            long bytes = (rows + from + step) * evenBytesPerRow;
            for (int column : unevenColumns) {
                cells[column].appendFetched(from, from + step, builders[column]);
                bytes += builders[column].bytes();
            }
            if (bytes >= maximumBytes) {
                return from + step;
            }
        }
        return count;
    }

    /** Takes the rows one by one to find the first that does not fit, and its first column that does not. */
    private DataException firstMisfit(T[] objects, int count, RuntimeException found) {
        BlockAssembler<T> again = new BlockAssembler<>(columns, writing, factory, count);
        again.rowsBefore = rowsBefore + rows;
        for (int i = 0; i < count; i++) {
            again.add(objects[i]);
        }
        return found instanceof DataException told ? told : refused(" or one of the next: " + found.getMessage());
    }

    /**
     * Adds a row.
     *
     * @throws DataException if a value does not fit; the message names the row, counted from zero over all blocks, the
     *     column, its type, and what was to be appended; nothing more may be added then
     */
    public void add(T object) {
        check(object);
        int i = 0;
        try {
            for (; i < cells.length; i++) {
                cells[i].append(object, builders[i]);
            }
        } catch (IllegalArgumentException | ClassCastException | DataException misfit) {
            TableColumn column = columns.get(i);
            throw refused(", column " + column.name() + " of type " + column.type() + ": " + misfit.getMessage());
        }
        rows++;
    }

    private void check(@Nullable T object) {
        if (object == null) {
            throw refused(" is null");
        }
        try {
            writing.check(object, columns.size());
        } catch (IllegalArgumentException | ClassCastException misfit) {
            throw refused(": " + misfit.getMessage());
        }
    }

    private DataException refused(String why) {
        return new DataException("row " + (rowsBefore + rows) + why);
    }

    /** Says, while the block is empty, how many rows are before it: those in blocks of its own are known. */
    public void startAt(long row) {
        rowsBefore = row;
    }

    /** Rows of the block so far. */
    public int rows() {
        return rows;
    }

    /** Bytes of the block so far, about. */
    public long bytes() {
        long bytes = rows * evenBytesPerRow;
        for (int column : unevenColumns) {
            bytes += builders[column].bytes();
        }
        return bytes;
    }

    /** The block; the next one begins empty. */
    public Block build() {
        List<Column> built = new ArrayList<>(builders.length);
        for (ColumnBuilder builder : builders) {
            built.add(builder.build());
        }
        Block block = new Block(rows, columns.stream().map(TableColumn::name).toList(), built);
        rowsBefore += rows;
        rows = 0;
        return block;
    }
}
