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
    private static final int EXPECTED_ROWS = 1024;

    private final List<TableColumn> columns;
    private final RowWriting<T> writing;
    private final List<CellWriter<T>> cells = new ArrayList<>();
    private final List<ColumnBuilder> builders = new ArrayList<>();
    private long rowsBefore;
    private int rows;

    public BlockAssembler(List<TableColumn> columns, RowWriting<T> writing, ColumnFactory factory) {
        this.columns = columns;
        this.writing = writing;
        for (int i = 0; i < columns.size(); i++) {
            cells.add(writing.cell(columns.get(i), i));
            builders.add(factory.builder(columns.get(i).type(), EXPECTED_ROWS));
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
        for (int i = 0; i < cells.size(); i++) {
            try {
                cells.get(i).append(object, builders.get(i));
            } catch (IllegalArgumentException | ClassCastException | DataException misfit) {
                TableColumn column = columns.get(i);
                throw refused(", column " + column.name() + " of type " + column.type() + ": " + misfit.getMessage());
            }
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
        List<Column> built = new ArrayList<>(builders.size());
        for (ColumnBuilder builder : builders) {
            built.add(builder.build());
        }
        Block block = new Block(rows, columns.stream().map(TableColumn::name).toList(), built);
        rowsBefore += rows;
        rows = 0;
        return block;
    }
}
