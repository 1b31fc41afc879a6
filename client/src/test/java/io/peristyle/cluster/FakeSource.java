package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.query.BlockSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A source that counts how often it is told that it is not wanted. */
final class FakeSource implements BlockSource {
    int cancels;

    @Override
    public void accept(Block header) {}

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void cancel() {
        cancels++;
    }
}
