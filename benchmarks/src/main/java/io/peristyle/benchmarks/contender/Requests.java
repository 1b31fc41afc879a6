package io.peristyle.benchmarks.contender;

import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A round of requests: each requester asks again as soon as it was answered, until all requests are done. A request's time
 * counts from the moment its requester was ready to ask.
 */
abstract class Requests {
    final int requests;
    final AtomicInteger next = new AtomicInteger();
    final CountDownLatch ends;
    private final IntUnaryOperator arguments;
    private final long[] nanos;
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /** {@code ends} is how often {@link #end} will be called. */
    Requests(int requests, IntUnaryOperator arguments, int ends) {
        this.requests = requests;
        this.arguments = arguments;
        this.ends = new CountDownLatch(ends);
        nanos = new long[requests];
    }

    /** The round of an operation, ready to run. */
    static Requests of(Operation operation, Workload workload, int requests, IntUnaryOperator arguments) {
        if (operation instanceof Operation.Blocking blocking) {
            return new BlockingRequests(blocking, workload, requests, arguments);
        }
        return new AsynchronousRequests((Operation.Asynchronous) operation, workload.requesters(), requests, arguments);
    }

    /** Runs all; the sum of the results. */
    final long run() throws Exception {
        start();
        ends.await();
        Throwable first = failure.get();
        if (first != null) {
            throw new IllegalStateException("a request failed", first);
        }
        return sum();
    }

    abstract void start();

    abstract long sum();

    final int argument(int request) {
        return arguments.applyAsInt(request);
    }

    final void answered(int request, long since) {
        nanos[request] = System.nanoTime() - since;
    }

    final void end(@Nullable Throwable broken) {
        if (broken != null) {
            failure.compareAndSet(null, broken);
            next.set(requests);
        }
        ends.countDown();
    }

    /** Sorts the times; to be called once, when the round is over. */
    final double[] percentilesMicros() {
        Arrays.sort(nanos);
        return new double[] {nanos[requests / 2] / 1e3, nanos[(int) (requests * 0.99)] / 1e3};
    }
}
