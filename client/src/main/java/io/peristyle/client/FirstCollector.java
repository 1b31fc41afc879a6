package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import io.peristyle.record.RowMapping;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps the first row, and wants no more. */
final class FirstCollector<T> implements Collector<Optional<T>> {
    private final RowMapping<T> mapping;
    private Optional<T> first = Optional.empty();
    private @Nullable Block unbound;

    FirstCollector(RowMapping<T> mapping) {
        this.mapping = mapping;
    }

    @Override
    public void header(Block header) {
        unbound = header;
    }

    @Override
    public boolean block(Block block) {
        unbound = null;
        first = Optional.ofNullable(mapping.bind(block).row(0));
        return false;
    }

    @Override
    public Optional<T> finish(@Nullable Summary summary) {
        if (unbound != null) {
            mapping.bind(unbound);
        }
        return first;
    }

    @Override
    public boolean streams() {
        return true;
    }
}
