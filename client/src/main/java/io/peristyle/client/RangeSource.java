package io.peristyle.client;

import io.peristyle.column.BlockRange;
import io.peristyle.query.BlockSource;
import io.peristyle.query.TableColumn;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows that are all there. */
final class RangeSource extends RowSource {
    private final List<BlockRange> ranges;
    // Touched by the connection's event loop only.
    private int next;

    RangeSource(List<TableColumn> columns, List<BlockRange> ranges) {
        super(columns);
        this.ranges = ranges;
    }

    @Override
    public long mostRows() {
        long rows = 0;
        for (BlockRange range : ranges) {
            rows += range.rows();
        }
        return rows;
    }

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        return CompletableFuture.completedFuture(next < ranges.size() ? ranges.get(next++) : null);
    }

    @Override
    public @Nullable BlockRange nextReady(Predicate<BlockRange> fits) {
        return next < ranges.size() && fits.test(ranges.get(next)) ? ranges.get(next++) : null;
    }

    @Override
    public void cancel() {}

    @Override
    public BlockSource again() {
        return new RangeSource(columns(), ranges);
    }
}
