package io.peristyle.benchmarks.contender;

import java.util.concurrent.CompletableFuture;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Requesters without threads: each asks again in the callback of its last answer. */
final class AsynchronousRequests extends Requests {
    private final Operation.Asynchronous operation;
    private final Requester[] requesters;

    AsynchronousRequests(Operation.Asynchronous operation, int requesters, int requests, IntUnaryOperator arguments) {
        super(requests, arguments, requesters);
        this.operation = operation;
        this.requesters = new Requester[requesters];
        for (int i = 0; i < requesters; i++) {
            this.requesters[i] = new Requester();
        }
    }

    @Override
    void start() {
        for (Requester requester : requesters) {
            requester.ask();
        }
    }

    @Override
    long sum() {
        long sum = 0;
        for (Requester requester : requesters) {
            sum += requester.sum;
        }
        return sum;
    }

    private final class Requester {
        private long sum;
        private int request;
        private long since;

        @SuppressWarnings("FutureReturnValueIgnored") // The dependent stage is there for its effect.
        private void ask() {
            request = next.getAndIncrement();
            if (request >= requests) {
                end(null);
                return;
            }
            since = System.nanoTime();
            CompletableFuture<Long> answer;
            try {
                answer = operation.start(argument(request));
            } catch (RuntimeException refused) {
                end(refused);
                return;
            }
            answer.whenComplete(this::take);
        }

        private void take(@Nullable Long result, @Nullable Throwable broken) {
            if (result == null) {
                end(broken != null ? broken : new IllegalStateException("an answer without a result"));
                return;
            }
            sum += result;
            answered(request, since);
            ask();
        }
    }
}
