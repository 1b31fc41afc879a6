package io.peristyle.client;

import io.peristyle.query.Cursor;
import io.peristyle.query.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** A cursor as the subscriber of a publisher of rows. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class RowCursor implements Cursor, Flow.Subscriber<Row> {
    private final Flow.Publisher<Row> publisher;
    private final Object lock = new Object();
    // All below is guarded by the lock, in which no foreign code runs.
    private Flow.@Nullable Subscription subscription;
    private @Nullable CompletableFuture<List<Row>> pull;
    private List<Row> pulled = new ArrayList<>();
    private int wanted;
    private boolean subscribed;
    private boolean ended;
    private boolean closed;
    private @Nullable Throwable failure;

    RowCursor(Flow.Publisher<Row> publisher) {
        this.publisher = publisher;
    }

    @Override
    public CompletableFuture<List<Row>> next(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("rows is " + rows + ", must be at least 1");
        }
        CompletableFuture<List<Row>> future = new CompletableFuture<>();
        Flow.Subscription source;
        boolean first;
        synchronized (lock) {
            if (closed || pull != null) {
                return CompletableFuture.failedFuture(
                        new IllegalStateException(closed ? "the cursor is closed" : "an earlier pull is under way"));
            } else if (failure != null) {
                return CompletableFuture.failedFuture(failure);
            } else if (ended) {
                return CompletableFuture.completedFuture(List.of());
            }
            pull = future;
            wanted = rows;
            source = subscription;
            first = !subscribed;
            subscribed = true;
        }
        future.whenComplete((list, thrown) -> closeIfPulling(future));
        if (first) {
            publisher.subscribe(this);
        } else if (source != null) {
            source.request(rows);
        }
        return future;
    }

    @Override
    public void close() {
        Flow.Subscription source;
        CompletableFuture<List<Row>> waiting;
        synchronized (lock) {
            closed = true;
            source = subscription;
            waiting = pull;
            pull = null;
            pulled = new ArrayList<>();
        }
        if (source != null) {
            source.cancel();
        }
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    @Override
    public void onSubscribe(Flow.Subscription source) {
        int rows;
        boolean unwanted;
        synchronized (lock) {
            subscription = source;
            rows = wanted;
            unwanted = closed;
        }
        if (unwanted) {
            source.cancel();
        } else {
            source.request(rows);
        }
    }

    @Override
    public void onNext(Row row) {
        CompletableFuture<List<Row>> full = null;
        List<Row> rows = List.of();
        synchronized (lock) {
            pulled.add(row);
            if (pulled.size() == wanted) {
                full = pull;
                rows = take();
            }
        }
        if (full != null) {
            hand(full, rows);
        }
    }

    @Override
    public void onComplete() {
        CompletableFuture<List<Row>> last;
        List<Row> rows;
        synchronized (lock) {
            ended = true;
            last = pull;
            rows = take();
        }
        if (last != null) {
            hand(last, rows);
        }
    }

    @Override
    public void onError(Throwable thrown) {
        CompletableFuture<List<Row>> last;
        synchronized (lock) {
            failure = thrown;
            last = pull;
            take();
        }
        if (last != null) {
            last.completeExceptionally(thrown);
        }
    }

    /** Where the caller has given up just now, the rows are nobody's, and so are all that would follow. */
    private void hand(CompletableFuture<List<Row>> waiting, List<Row> rows) {
        if (!waiting.complete(rows)) {
            close();
        }
    }

    // Called under the lock.
    private List<Row> take() {
        List<Row> rows = pulled;
        pulled = new ArrayList<>();
        pull = null;
        return rows;
    }

    private void closeIfPulling(CompletableFuture<List<Row>> future) {
        boolean fromOutside;
        synchronized (lock) {
            fromOutside = pull == future;
        }
        if (fromOutside) {
            close();
        }
    }
}
