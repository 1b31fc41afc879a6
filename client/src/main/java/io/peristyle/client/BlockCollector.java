package io.peristyle.client;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Gives or lends each block to a consumer. */
final class BlockCollector implements Collector<Summary> {
    private final Consumer<? super Block> consumer;
    private final @Nullable ArrayPool arrays;

    private BlockCollector(Consumer<? super Block> consumer, @Nullable ArrayPool arrays) {
        this.consumer = consumer;
        this.arrays = arrays;
    }

    /** Blocks that the consumer may keep. */
    static BlockCollector giving(Consumer<? super Block> consumer) {
        return new BlockCollector(consumer, null);
    }

    /** Blocks that the consumer has until it returns. */
    static BlockCollector lending(Consumer<? super Block> consumer) {
        return new BlockCollector(consumer, new ArrayPool());
    }

    @Override
    public @Nullable ArrayPool arrays() {
        return arrays;
    }

    @Override
    public boolean block(Block block) {
        consumer.accept(block);
        if (arrays != null) {
            arrays.giveBack(block);
        }
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
