package io.peristyle.client;

import io.peristyle.record.RowMapping;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;

/** A result as a publisher, for one subscriber. */
final class ResultPublisher<T> implements Flow.Publisher<T> {
    private final Engine engine;
    private final QueryDraft draft;
    private final RowMapping<T> mapping;
    private final AtomicBoolean subscribed = new AtomicBoolean();

    ResultPublisher(Engine engine, QueryDraft draft, RowMapping<T> mapping) {
        this.engine = engine;
        this.draft = draft;
        this.mapping = mapping;
    }

    @Override
    public void subscribe(Flow.Subscriber<? super T> subscriber) {
        Objects.requireNonNull(subscriber, "subscriber");
        if (subscribed.compareAndSet(false, true)) {
            new ResultSubscription<>(engine, draft, mapping, subscriber).begin();
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
