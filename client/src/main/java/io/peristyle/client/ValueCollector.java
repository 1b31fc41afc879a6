package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.error.DataException;
import io.peristyle.query.Row;
import io.peristyle.query.Summary;
import org.jspecify.annotations.Nullable;

/** The first column of the only row. */
final class ValueCollector<T> implements Collector<@Nullable T> {
    private final Class<T> type;
    private @Nullable Row only;

    ValueCollector(Class<T> type) {
        this.type = type;
    }

    @Override
    public boolean block(Block block) {
        if (only != null || block.rows() > 1) {
            throw new DataException("the result has more than the one row that value(…) takes");
        }
        only = new Row(block, 0);
        return true;
    }

    @Override
    public @Nullable T finish(@Nullable Summary summary) {
        if (only == null) {
            throw new DataException("the result has no row, value(…) takes one");
        }
        if (only.size() == 0) {
            throw new DataException("the result has no column, value(…) takes one");
        }
        return only.value(0, type);
    }
}
