package io.peristyle.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/** How long answers took, each and all together, counted from the moment at which a round of queries was asked. */
final class Latencies {
    private double[] millis = new double[0];
    private long elapsedNanos;

    /** Starts {@code count} queries at once and waits for all. */
    void measure(int count, IntFunction<CompletableFuture<?>> query) {
        double[] round = new double[count];
        CompletableFuture<?>[] answers = new CompletableFuture<?>[count];
        Instant start = Instant.now();
        for (int i = 0; i < count; i++) {
            int index = i;
            answers[i] = query.apply(i)
                    .thenAccept(rows -> round[index] =
                            Duration.between(start, Instant.now()).toNanos() / 1e6);
        }
        CompletableFuture.allOf(answers).join();
        elapsedNanos += Duration.between(start, Instant.now()).toNanos();
        int before = millis.length;
        millis = Arrays.copyOf(millis, before + count);
        System.arraycopy(round, 0, millis, before, count);
    }

    double perSecond() {
        return millis.length / (elapsedNanos / 1e9);
    }

    double percentileMillis(int percent) {
        double[] sorted = millis.clone();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
