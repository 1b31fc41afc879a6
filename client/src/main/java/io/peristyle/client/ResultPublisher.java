package io.peristyle.client;

import io.peristyle.record.RowMapping;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A result as a publisher, for one subscriber. */
final class ResultPublisher<T> implements Flow.Publisher<T> {
    private final Engine engine;
    private final Consumer<Flow.Subscriber<? super T>> begin;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    /** @param begin serves the subscriber */
    private ResultPublisher(Engine engine, Consumer<Flow.Subscriber<? super T>> begin) {
        this.engine = engine;
        this.begin = begin;
    }

    static <T> ResultPublisher<T> of(Engine engine, QueryDraft draft, RowMapping<T> mapping) {
        return new ResultPublisher<>(
                engine, subscriber -> new ResultSubscription<>(engine, draft, mapping, subscriber).begin());
    }

    /** The result as bytes, in the format that the draft names. */
    static ResultPublisher<ByteBuffer> ofBytes(Engine engine, QueryDraft draft) {
        return new ResultPublisher<>(engine, subscriber -> new RawSubscription(engine, draft, subscriber).begin());
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (subscribed.compareAndSet(false, true)) {
            begin.accept(subscriber);
        } else {
            engine.callbacks().execute(() -> refuse(subscriber));
        }
    }

    private static void refuse(Flow.Subscriber<?> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {}

            @Override
            public void cancel() {}
        });
        subscriber.onError(
                new IllegalStateException("the result has a subscriber already; run the query again for another"));
    }
}
