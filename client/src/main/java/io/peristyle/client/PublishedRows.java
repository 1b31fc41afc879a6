package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnFactory;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.BlockAssembler;
import io.peristyle.record.RowWriting;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Rows, or blocks, from a publisher. One element is asked for before the insert begins, so that a publisher without any
 * needs no connection; later ones some at a time, while a block is wanted.
 */
final class PublishedRows<T> implements InsertRows, Flow.Subscriber<T> {
    private static final int BATCH = 256;

    private final SerialExecutor serial;
    private final @Nullable RowWriting<T> writing;
    private final Runnable onFirst;
    private final Runnable onNone;

    // All below is touched in tasks of the serial executor only.
    private final ArrayDeque<T> delivered = new ArrayDeque<>();
    private @Nullable T first;
    private Flow.@Nullable Subscription upstream;
    private @Nullable BlockPacker<T> packer;
    private @Nullable CompletableFuture<@Nullable BlockRange> wanted;
    private long requested;
    private boolean completed;
    private boolean abandoned;
    private volatile @Nullable Throwable failure;

    /**
     * @param writing of the elements; null if they are blocks
     * @param onFirst run once when the first element is there
     * @param onNone run once if the publisher ends before, successfully or not
     */
    PublishedRows(Executor callbacks, @Nullable RowWriting<T> writing, Runnable onFirst, Runnable onNone) {
        this.serial = new SerialExecutor(callbacks);
        this.writing = writing;
        this.onFirst = onFirst;
        this.onNone = onNone;
    }

    @Override
    public @Nullable List<TableColumn> ownColumns() {
        return first instanceof Block block ? BlockRows.columns(block) : null;
    }

    @Override
    public boolean isByPosition() {
        return writing != null && writing.isByPosition();
    }

    @Override
    public List<TableColumn> columns(List<TableColumn> offered, boolean chosen) {
        List<T> sample = new ArrayList<>();
        if (first != null) {
            sample.add(first);
        }
        return writing == null ? offered : writing.columns(offered, chosen, sample);
    }

    @Override
    @SuppressWarnings("unchecked")
    public RowSource source(List<TableColumn> columns, ColumnFactory factory, InsertOptions limits) {
        BlockPacker<T> blocks = writing == null
                ? (BlockPacker<T>) new WholeBlocks((Block) java.util.Objects.requireNonNull(first))
                : new RowPacker<>(new BlockAssembler<>(columns, writing, factory, BATCH), limits);
        return new PublishedSource<>(columns, this, blocks);
    }

    @Override
    public void abandon() {
        serial.execute(() -> {
            abandoned = true;
            delivered.clear();
            if (upstream != null) {
                upstream.cancel();
            }
        });
    }

    @Override
    public @Nullable Throwable ownFailure() {
        return failure;
    }

    /** Completes {@code next} with a block of what is delivered, or null behind the end. */
    void pack(BlockPacker<T> into, CompletableFuture<@Nullable BlockRange> next) {
        serial.execute(() -> {
            packer = into;
            wanted = next;
            pump();
        });
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        serial.execute(() -> {
            if (upstream != null || abandoned) {
                subscription.cancel();
                return;
            }
            upstream = subscription;
            try {
                request(1);
            } catch (Throwable thrown) { // Not all languages and tools declare what they throw.
                failure = thrown;
                finish();
            }
        });
    }

    @Override
    public void onNext(T element) {
        java.util.Objects.requireNonNull(element, "element");
        serial.execute(() -> {
            if (abandoned || completed) {
                return;
            }
            if (requested == 0) {
                onUnrequested();
                return;
            }
            requested--;
            delivered.add(element);
            if (first == null) {
                first = element;
                onFirst.run();
            }
            pump();
        });
    }

    @Override
    public void onError(Throwable thrown) {
        java.util.Objects.requireNonNull(thrown, "thrown");
        serial.execute(() -> {
            if (!completed) {
                failure = thrown;
                finish();
            }
        });
    }

    @Override
    public void onComplete() {
        serial.execute(this::finish);
    }

    /** Room for elements that nobody asked for has no bound. */
    private void onUnrequested() {
        failure = new IllegalStateException("the publisher gave an element that it was not asked for");
        finish();
        if (upstream != null) {
            upstream.cancel();
        }
    }

    private void finish() {
        if (completed) {
            return;
        }
        completed = true;
        if (first == null) {
            onNone.run();
        }
        pump();
    }

    private void pump() {
        CompletableFuture<@Nullable BlockRange> next = wanted;
        BlockPacker<T> blocks = packer;
        if (next == null || blocks == null || abandoned) {
            return;
        }
        try {
            pump(blocks, next);
        } catch (Throwable thrown) {
            // A value that does not fit, or what the user's code failed with: whoever waits for the block must hear of
            // it.
            wanted = null;
            next.completeExceptionally(thrown);
        }
    }

    private void pump(BlockPacker<T> blocks, CompletableFuture<@Nullable BlockRange> next) {
        while (!blocks.isFull() && !delivered.isEmpty()) {
            blocks.add(delivered.remove());
        }
        Throwable thrown = failure;
        if (thrown != null) {
            wanted = null;
            next.completeExceptionally(thrown);
        } else if (blocks.isFull() || (completed && !blocks.isEmpty())) {
            wanted = null;
            next.complete(blocks.build());
        } else if (completed) {
            wanted = null;
            next.complete(null);
        } else if (requested == 0) {
            request(Math.min(BATCH, blocks.room()));
        }
    }

    private void request(long n) {
        if (upstream != null) {
            requested += n;
            upstream.request(n);
        }
    }
}
