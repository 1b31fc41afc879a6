package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives each block to a consumer. */
final class BlockCollector implements Collector<Summary> {
    private final Consumer<? super Block> consumer;

    BlockCollector(Consumer<? super Block> consumer) {
        this.consumer = consumer;
    }

    @Override
    public boolean block(Block block) {
        consumer.accept(block);
        return true;
    }

    @Override
    public Summary finish(@Nullable Summary summary) {
        return Objects.requireNonNull(summary);
    }

    @Override
    public boolean streams() {
        return true;
    }
}
