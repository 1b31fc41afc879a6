package io.peristyle.benchmarks.contender;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.IntUnaryOperator;

/**
 * Requesters in line for as many threads as there are connections: what serves a blocking client best. One requester needs
 * no thread but the caller's.
 */
final class BlockingRequests extends Requests {
    private static final ExecutorService WORKERS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "requester");
        thread.setDaemon(true);
        return thread;
    });

    private final Operation.Blocking operation;
    private final int threads;
    private final AtomicLong sum = new AtomicLong();

    /** Since when each requester in line is ready; 0 where none stands. There are more requesters than threads. */
    private final AtomicLongArray line;

    private final AtomicLong head = new AtomicLong();
    private final AtomicLong tail = new AtomicLong();

    BlockingRequests(Operation.Blocking operation, Workload workload, int requests, IntUnaryOperator arguments) {
        super(requests, arguments, workload.connections());
        this.operation = operation;
        this.threads = workload.connections();
        line = new AtomicLongArray(Integer.highestOneBit(workload.requesters()) * 2);
        for (int i = 0; i < workload.requesters(); i++) {
            join(System.nanoTime());
        }
    }

    @Override
    void start() {
        if (threads == 1) {
            work();
            return;
        }
        for (int i = 0; i < threads; i++) {
            WORKERS.execute(this::work);
        }
    }

    @Override
    long sum() {
        return sum.get();
    }

    private void work() {
        long own = 0;
        try {
            for (int request = next.getAndIncrement(); request < requests; request = next.getAndIncrement()) {
                long since = leave();
                own += operation.run(argument(request));
                answered(request, since);
                join(System.nanoTime());
            }
            sum.addAndGet(own);
            end(null);
        } catch (Exception | Error broken) {
            end(broken);
        }
    }

    private void join(long now) {
        line.set((int) (tail.getAndIncrement() & line.length() - 1), now);
    }

    private long leave() {
        int place = (int) (head.getAndIncrement() & line.length() - 1);
        long since = line.getAndSet(place, 0);
        while (since == 0) {
            Thread.onSpinWait();
            since = line.getAndSet(place, 0);
        }
        return since;
    }
}
