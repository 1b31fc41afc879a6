package io.peristyle.benchmarks.contender;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;

/** Sums what records check to; asks for all of them at once, since it is never slower than they come. */
final class CheckingSubscriber implements Flow.Subscriber<Mixed> {
    private final CompletableFuture<Long> whole = new CompletableFuture<>();
    private long sum;

    CompletableFuture<Long> sum() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(Mixed row) {
        sum += row.check();
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(sum);
    }
}
