package io.peristyle.pdfscan.backend;

import io.peristyle.pdfscan.document.MetricsRepository;
import io.peristyle.pdfscan.document.Operation;
import io.peristyle.pdfscan.document.OperationSummary;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The latest operations of each name. Names are few: they are the service's own. */
final class InMemoryMetrics implements MetricsRepository {
    private final int maximumOfEach;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}. */
    private final Map<String, Deque<Operation>> operations = new TreeMap<>();

    InMemoryMetrics(int maximumOfEach) {
        this.maximumOfEach = maximumOfEach;
    }

    @Override
    public void record(Operation operation) {
        lock.lock();
        try {
            Deque<Operation> latest = operations.computeIfAbsent(operation.name(), name -> new ArrayDeque<>());
            if (latest.size() == maximumOfEach) {
                latest.removeFirst();
            }
            latest.addLast(operation);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public CompletableFuture<List<OperationSummary>> summarize(@Nullable String operation, @Nullable Instant since) {
        List<OperationSummary> summaries = new ArrayList<>();
        lock.lock();
        try {
            operations.forEach((name, latest) -> {
                if (operation == null || operation.equals(name)) {
                    double[] millis = latest.stream()
                            .filter(one -> since == null || !one.time().isBefore(since))
                            .mapToDouble(one -> one.duration().toNanos() / 1e6)
                            .toArray();
                    if (millis.length > 0) {
                        summaries.add(summary(name, millis));
                    }
                }
            });
        } finally {
            lock.unlock();
        }
        return CompletableFuture.completedFuture(List.copyOf(summaries));
    }

    private static OperationSummary summary(String name, double[] millis) {
        Arrays.sort(millis);
        return new OperationSummary(
                name,
                millis.length,
                Arrays.stream(millis).average().orElse(0),
                millis[0],
                millis[millis.length - 1],
                quantile(millis, 0.5),
                quantile(millis, 0.95));
    }

    private static double quantile(double[] sorted, double level) {
        double place = level * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
    }
}
