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
    private final List<T> list = new ArrayList<>();

    ListCollector(RowMapping<T> mapping) {
        this.mapping = mapping;
    }

    @Override
    public void header(Block header) {
        mapping.bind(header);
    }

    @Override
    public boolean block(Block block) {
        BlockRows<T> rows = mapping.bind(block);
        for (int row = 0; row < rows.size(); row++) {
            list.add(rows.row(row));
        }
        return true;
    }

    @Override
    public List<T> finish(@Nullable Summary summary) {
        return list;
    }
}
