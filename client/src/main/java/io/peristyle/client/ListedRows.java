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
import java.util.Set;
import java.util.concurrent.Executor;

/** Objects that are all there: converted and checked to the last before anything is sent. */
final class ListedRows<T> implements InsertRows {
    /** Lists whose elements are there already, and which any number of threads may read. */
    private static final Set<Class<?>> READ_BY_MANY = Set.copyOf(List.of(
            ArrayList.class,
            Arrays.asList().getClass(),
            List.of().getClass(),
            List.of(1).getClass()));

    private final RowWriting<T> writing;
    private final Collection<? extends T> objects;
    private final Executor callbacks;

    /** @param callbacks may take a part in the conversion */
    ListedRows(RowWriting<T> writing, Collection<? extends T> objects, Executor callbacks) {
        this.writing = writing;
        this.objects = objects;
        this.callbacks = callbacks;
    }

    @Override
    public boolean isByPosition() {
        return writing.isByPosition();
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
        int step = limits.maximumBlockRows();
        int expectedRows = Math.min(objects.size(), step);
        if (objects.size() > step && writing.isConcurrent() && READ_BY_MANY.contains(objects.getClass())) {
            return new RangeSource(columns, inParts((List<? extends T>) objects, columns, factory, limits));
        }
        BlockAssembler<T> assembler = new BlockAssembler<>(columns, writing, factory, expectedRows);
        return new RangeSource(columns, new ListedBlocks<>(assembler, limits).of(objects, expectedRows));
    }

    private List<BlockRange> inParts(
            List<? extends T> list, List<TableColumn> columns, ColumnFactory factory, InsertOptions limits) {
        int step = limits.maximumBlockRows();
        // Parts of a view: of a list that changes meanwhile, all of them fail.
        List<? extends T> whole = list.subList(0, list.size());
        int size = whole.size();
        List<BlockRange> ranges = new ArrayList<>();
        ConversionInParts.run(
                        (int) ((size + (long) step - 1) / step),
                        () -> {
                            BlockAssembler<T> assembler = new BlockAssembler<>(columns, writing, factory, step);
                            ListedBlocks<T> blocks = new ListedBlocks<>(assembler, limits);
                            return part -> {
                                int from = part * step;
                                int to = (int) Math.min(size, (part + 1L) * step);
                                assembler.startAt(from);
                                return blocks.of(whole.subList(from, to), to - from);
                            };
                        },
                        callbacks)
                .forEach(ranges::addAll);
        return ranges;
    }
}
