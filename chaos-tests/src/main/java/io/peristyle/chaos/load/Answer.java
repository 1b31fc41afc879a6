package io.peristyle.chaos.load;

import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param port of the server that gave the answer; −1 if the call failed
 * @param attempts how often it was sent; 0 if the call failed
 * @param failure null if it did not fail
 */
public record Answer(
        int caller,
        long startNanos,
        long endNanos,
        int port,
        int attempts,
        @Nullable Throwable failure) {
    /** An answer that came just now. */
    static Answer of(int caller, long startNanos, @Nullable Summary summary, @Nullable Throwable failure) {
        return new Answer(
                caller,
                startNanos,
                System.nanoTime(),
                summary == null ? -1 : summary.endpoint().port(),
                summary == null ? 0 : summary.attempts(),
                failure instanceof CompletionException ? failure.getCause() : failure);
    }

    public boolean isSuccess() {
        return failure == null;
    }

    public Duration took() {
        return Duration.ofNanos(endNanos - startNanos);
    }

    @Override
    public String toString() {
        return "caller " + caller + " after " + took() + ": "
                + (failure == null ? "an answer of port " + port : failure + attemptsOf(failure));
    }

    private static String attemptsOf(Throwable failure) {
        return failure instanceof ClickHouseException known ? " (attempts: " + known.attempts() + ")" : "";
    }
}
