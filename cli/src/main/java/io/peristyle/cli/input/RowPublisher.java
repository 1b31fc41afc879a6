package io.peristyle.cli.input;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Rows of a reader for one subscriber, read as it asks for them, on the one thread of an executor. */
public final class RowPublisher implements Flow.Publisher<List<@Nullable Object>> {
    private static final long ROWS_BETWEEN_REPORTS = 10_000;

    private final RowReader reader;
    private final Executor executor;
    private final LongConsumer progress;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    /**
     * @param executor runs one task after another
     * @param progress told now and then how many rows were read, on the executor
     */
    public RowPublisher(RowReader reader, Executor executor, LongConsumer progress) {
        this.reader = reader;
        this.executor = executor;
        this.progress = progress;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super List<@Nullable Object>> subscriber) {
        if (!subscribed.compareAndSet(false, true)) {
            throw new IllegalStateException("the rows can be read only once");
        }
        Reading reading = new Reading(subscriber);
        executor.execute(() -> subscriber.onSubscribe(reading));
    }

    private final class Reading implements Flow.Subscription {
        private final Flow.Subscriber<? super List<@Nullable Object>> subscriber;
        private final AtomicLong demand = new AtomicLong();
        private volatile boolean done;
        private long rows;

        Reading(Flow.Subscriber<? super List<@Nullable Object>> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long n) {
            if (n <= 0) {
                executor.execute(() -> fail(new IllegalArgumentException("a demand of " + n + " rows")));
            } else if (demand.getAndAccumulate(n, Reading::saturatedSum) == 0) {
                executor.execute(this::emit);
            }
        }

        @Override
        public void cancel() {
            done = true;
        }

        private void emit() {
            long wanted = demand.get();
            while (wanted > 0 && !done) {
                for (long i = 0; i < wanted && !done; i++) {
                    emitOne();
                }
                wanted = demand.addAndGet(-wanted);
            }
        }

        private void emitOne() {
            List<@Nullable Object> row;
            try {
                row = reader.next();
            } catch (IOException | RuntimeException | Error e) {
                fail(e);
                return;
            }
            if (row == null) {
                done = true;
                progress.accept(rows);
                subscriber.onComplete();
                return;
            }
            rows++;
            if (rows % ROWS_BETWEEN_REPORTS == 0) {
                progress.accept(rows);
            }
            subscriber.onNext(row);
        }

        private void fail(Throwable failure) {
            if (!done) {
                done = true;
                subscriber.onError(failure);
            }
        }

        private static long saturatedSum(long left, long right) {
            return left + right < 0 ? Long.MAX_VALUE : left + right;
        }
    }
}
