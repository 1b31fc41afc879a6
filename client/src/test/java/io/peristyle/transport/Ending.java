package io.peristyle.transport;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
import java.util.concurrent.CompletableFuture;

/** How a statement ended, and that its connection was given back; drops the rows. */
final class Ending implements ResultSink {
    final CompletableFuture<Summary> ended = new CompletableFuture<>();
    final CompletableFuture<Boolean> released = new CompletableFuture<>();

    @Override
    public void onBlock(Block block) {}

    @Override
    public void onEnd(Summary summary) {
        ended.complete(summary);
    }

    @Override
    public void onFailure(ClickHouseException failure) {
        ended.completeExceptionally(failure);
    }

    @Override
    public void onReleased() {
        released.complete(true);
    }
}
