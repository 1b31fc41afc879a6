package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import io.peristyle.record.RowMapping;
import io.peristyle.record.RowMapping.BlockRows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps all rows. */
final class ListCollector<T> implements Collector<List<T>> {
    private final RowMapping<T> mapping;
    private List<T> list = new ArrayList<>(0);
    private @Nullable Block unbound;

    ListCollector(RowMapping<T> mapping) {
        this.mapping = mapping;
    }

    @Override
    public void header(Block header) {
        // The rows are bound when they come, which is next; if there are none, their names and types have to fit all
        // the same.
        unbound = header;
    }

    @Override
    public boolean block(Block block) {
        unbound = null;
        BlockRows<T> rows = mapping.bind(block);
        if (list.isEmpty()) {
            list = new ArrayList<>(rows.size());
        }
        for (int row = 0; row < rows.size(); row++) {
            list.add(rows.row(row));
        }
        return true;
    }

    @Override
    public List<T> finish(@Nullable Summary summary) {
        if (unbound != null) {
            mapping.bind(unbound);
        }
        return list;
    }
}
