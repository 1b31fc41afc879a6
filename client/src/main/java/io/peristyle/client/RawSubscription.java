package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** The way of one raw result to its subscriber; its demand is that of the socket's reader. */
final class RawSubscription implements Flow.Subscription, ResultReceiver {
    private final Engine engine;
    private final QueryDraft draft;
    private final Flow.Subscriber<? super ByteBuffer> subscriber;
    private final SerialExecutor serial;
    private final ResultFeed feed;
    private volatile boolean cancelled;

    // Touched in tasks of the serial executor only.
    private boolean started;
    private boolean closed;

    RawSubscription(Engine engine, QueryDraft draft, Flow.Subscriber<? super ByteBuffer> subscriber) {
        this.engine = engine;
        this.draft = draft;
        this.subscriber = subscriber;
        this.serial = new SerialExecutor(engine.callbacks());
        this.feed = new ResultFeed(serial, draft.listeners(), this);
    }

    void begin() {
        serial.execute(() -> guarded(() -> {
            subscriber.onSubscribe(this);
            RawFormats.check(engine.options());
            draft.check();
        }));
    }

    @Override
    public void request(long n) {
        serial.execute(() -> guarded(() -> {
            if (n <= 0) {
                throw new IllegalArgumentException("requested " + n + " elements, must be at least 1");
            }
            if (cancelled) {
                return;
            }
            if (!closed && !started) {
                started = true;
                RawFormats.check(engine.options());
                draft.start(engine, feed, false);
            }
            feed.request(n);
        }));
    }

    @Override
    public void cancel() {
        cancelled = true;
        feed.cancel();
    }

    @Override
    public void header(Block header) {}

    @Override
    public void block(Block block) {
        throw new IllegalStateException("a block in a raw result");
    }

    @Override
    public void bytes(ByteBuffer bytes) {
        if (!closed && !cancelled) {
            subscriber.onNext(bytes);
        }
    }

    @Override
    public void end(Summary summary) {
        if (!closed && !cancelled) {
            closed = true;
            subscriber.onComplete();
        }
    }

    @Override
    public void failure(Throwable failure) {
        abort(failure);
    }

    private void guarded(Runnable task) {
        try {
            task.run();
        } catch (Throwable thrown) {
            abort(thrown);
        }
    }

    private void abort(Throwable failure) {
        feed.cancel();
        if (!closed && !cancelled) {
            closed = true;
            subscriber.onError(failure);
        }
    }
}
