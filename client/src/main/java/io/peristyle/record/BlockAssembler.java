package io.peristyle.record;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.DataException;
import io.peristyle.query.TableColumn;
import io.peristyle.record.RowWriting.CellWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects objects into blocks of a table's columns. Not thread-safe. */
public final class BlockAssembler<T> {
    private final List<TableColumn> columns;
    private final RowWriting<T> writing;
    private final CellWriter<T>[] cells;
    private final ColumnBuilder[] builders;
    private long rowsBefore;
    private int rows;

    /** @param expectedRows rows of the first block, about */
    @SuppressWarnings("unchecked") // Arrays of generics can't be made otherwise; this one does not leave the class.
    public BlockAssembler(List<TableColumn> columns, RowWriting<T> writing, ColumnFactory factory, int expectedRows) {
        this.columns = columns;
        this.writing = writing;
        this.cells = (CellWriter<T>[]) new CellWriter<?>[columns.size()];
        this.builders = new ColumnBuilder[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            cells[i] = writing.cell(columns.get(i), i);
            builders[i] = factory.builder(columns.get(i).type(), expectedRows);
        }
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

    /** Rows of the block so far. */
    public int rows() {
        return rows;
    }

    /** Bytes of the block so far, about. */
    public long bytes() {
        long bytes = 0;
        for (ColumnBuilder builder : builders) {
            bytes += builder.bytes();
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
