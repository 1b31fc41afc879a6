package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.DataException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.BlockAssembler;
import io.peristyle.record.RowWriting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Objects that are all there: converted and checked to the last before anything is sent. */
final class ListedRows<T> implements InsertRows {
    /** Objects whose values are taken a column at a time. */
    private static final int AT_ONCE = 256;

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
        @SuppressWarnings("unchecked") // Nobody but the assembler sees the array.
        T[] some = (T[]) new Object[Math.max(1, Math.min(AT_ONCE, expectedRows))];
        int filled = 0;
        for (T object : objects) {
            some[filled++] = object;
            if (filled == some.length) {
                add(some, filled, assembler, limits, ranges);
                filled = 0;
            }
        }
        add(some, filled, assembler, limits, ranges);
        if (assembler.rows() > 0) {
            ranges.add(BlockRange.all(assembler.build()));
        }
        return new RangeSource(columns, ranges);
    }

    private void add(T[] some, int count, BlockAssembler<T> assembler, InsertOptions limits, List<BlockRange> ranges) {
        int added = 0;
        while (added < count) {
            int most = Math.min(count - added, limits.maximumBlockRows() - assembler.rows());
            T[] rest = added == 0 ? some : Arrays.copyOfRange(some, added, count);
            added += assembler.addUpTo(limits.maximumBlockBytes(), rest, most);
            if (assembler.rows() >= limits.maximumBlockRows() || assembler.bytes() >= limits.maximumBlockBytes()) {
                ranges.add(BlockRange.all(assembler.build()));
            }
        }
    }
}
