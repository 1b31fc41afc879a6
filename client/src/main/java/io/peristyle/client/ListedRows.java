package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.DataException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.BlockAssembler;
import io.peristyle.record.RowWriting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Objects that are all there: converted and checked to the last before anything is sent. */
final class ListedRows<T> implements InsertRows {
    private static final int ROWS_BETWEEN_LOOKS = 16;

    private final RowWriting<T> writing;
    private final Collection<? extends T> objects;

    ListedRows(RowWriting<T> writing, Collection<? extends T> objects) {
        this.writing = writing;
        this.objects = objects;
    }

    @Override
    public List<TableColumn> columns(List<TableColumn> offered, boolean chosen) {
        List<TableColumn> columns = writing.columns(offered, chosen, objects);
        if (columns.isEmpty()) {
            throw new DataException("the rows have no columns");
        }
        return columns;
    }

    @Override
    public RowSource source(List<TableColumn> columns, ColumnFactory factory, InsertOptions limits) {
        int expectedRows = Math.min(objects.size(), limits.maximumBlockRows());
        BlockAssembler<T> assembler = new BlockAssembler<>(columns, writing, factory, expectedRows);
        List<BlockRange> ranges = new ArrayList<>();
        for (T object : objects) {
            assembler.add(object);
            if (isFull(assembler, limits)) {
                ranges.add(BlockRange.all(assembler.build()));
            }
        }
        if (assembler.rows() > 0) {
            ranges.add(BlockRange.all(assembler.build()));
        }
        return new RangeSource(columns, ranges);
    }

    /** A block may have the bytes of a few rows more: adding them up for each row would cost more than some rows do. */
    private static boolean isFull(BlockAssembler<?> assembler, InsertOptions limits) {
        int rows = assembler.rows();
        return rows >= limits.maximumBlockRows()
                || (rows % ROWS_BETWEEN_LOOKS == 1 && assembler.bytes() >= limits.maximumBlockBytes());
    }
}
