package io.peristyle.transport.tcp;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import io.peristyle.transport.ResultSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Keeps all that an exchange tells, and checks the order in which it tells it. */
class RecordingSink implements ResultSink {
    private static final long PATIENCE_SECONDS = 30;

    final List<Block> headers = new CopyOnWriteArrayList<>();
    final List<Block> blocks = new CopyOnWriteArrayList<>();
    final List<Block> totals = new CopyOnWriteArrayList<>();
    final List<Block> extremes = new CopyOnWriteArrayList<>();
    final List<Block> logs = new CopyOnWriteArrayList<>();
    final List<Block> events = new CopyOnWriteArrayList<>();
    final List<Progress> progress = new CopyOnWriteArrayList<>();
    final List<String> violations = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Summary> end = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();

    /** The summary, once all is over; throws the failure if it came to one. */
    Summary await() {
        awaitRelease();
        return get(end);
    }

    /** The failure, once all is over. */
    ClickHouseException awaitFailure() {
        awaitRelease();
        return failure();
    }

    /** The failure, as soon as it is told. */
    ClickHouseException failure() {
        try {
            Summary summary = get(end);
            throw new AssertionError("expected a failure, came to " + summary);
        } catch (CompletionException e) {
            if (e.getCause() instanceof ClickHouseException failure) {
                return failure;
            }
            throw e;
        }
    }

    void awaitRelease() {
        var unused = get(released);
        if (!violations.isEmpty()) {
            throw new AssertionError(violations.toString());
        }
    }

    boolean isReleased() {
        return released.isDone();
    }

    boolean hasEnded() {
        return end.isDone();
    }

    long rows() {
        return blocks.stream().mapToLong(Block::rows).sum();
    }

    @Override
    public void onHeader(Block header) {
        check(headers.isEmpty() && blocks.isEmpty(), "header in the middle");
        headers.add(header);
    }

    @Override
    public void onBlock(Block block) {
        check(!end.isDone() && !headers.isEmpty() && block.rows() > 0, "block at the wrong time");
        blocks.add(block);
    }

    @Override
    public void onTotals(Block block) {
        totals.add(block);
    }

    @Override
    public void onExtremes(Block block) {
        extremes.add(block);
    }

    @Override
    public boolean wantsProgress() {
        return true;
    }

    @Override
    public boolean wantsLog() {
        return true;
    }

    @Override
    public boolean wantsProfileEvents() {
        return true;
    }

    @Override
    public void onLog(Block log) {
        logs.add(log);
    }

    @Override
    public void onProfileEvents(Block block) {
        events.add(block);
    }

    @Override
    public void onProgress(Progress sum) {
        progress.add(sum);
    }

    @Override
    public void onEnd(Summary summary) {
        check(!released.isDone(), "end after release");
        check(end.complete(summary), "a second end");
    }

    @Override
    public void onFailure(ClickHouseException failure) {
        check(!released.isDone(), "failure after release");
        check(end.completeExceptionally(failure), "a second end");
    }

    @Override
    public void onReleased() {
        check(released.complete(null), "released twice");
    }

    private void check(boolean condition, String violation) {
        if (!condition) {
            violations.add(violation);
        }
    }

    private static <T> T get(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("nothing happened for " + PATIENCE_SECONDS + " s", e);
        }
    }
}
