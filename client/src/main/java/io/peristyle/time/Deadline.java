package io.peristyle.time;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The moment by which an operation has to be over, or {@link #NONE}. Immutable. */
public final class Deadline {
    /** No limit. */
    public static final Deadline NONE = new Deadline(null, 0);

    // A quarter of the range keeps sums and differences of monotonic times from overflowing.
    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private final @Nullable Clock clock;
    private final long atNanos;

    private Deadline(@Nullable Clock clock, long atNanos) {
        this.clock = clock;
        this.atNanos = atNanos;
    }

    /** The moment {@code timeout} from now; {@link #NONE} for null. */
    public static Deadline after(@Nullable Duration timeout, Clock clock) {
        return timeout == null ? NONE : new Deadline(clock, clock.nanoTime() + saturatedNanos(timeout));
    }

    /** The moment {@code limit} from now, or this one if it comes first. */
    public Deadline within(Duration limit, Clock clock) {
        long nanos = saturatedNanos(limit);
        return remainingNanos() <= nanos ? this : new Deadline(clock, clock.nanoTime() + nanos);
    }

    /** Whether there is no limit. */
    public boolean isNone() {
        return clock == null;
    }

    /** Nanoseconds left: zero or less when it has passed, {@link Long#MAX_VALUE} without a limit. */
    public long remainingNanos() {
        return clock == null ? Long.MAX_VALUE : atNanos - clock.nanoTime();
    }

    /** The smaller of what is left and {@code limit}, in nanoseconds, never negative. */
    public long remainingNanos(Duration limit) {
        return Math.max(0, Math.min(remainingNanos(), saturatedNanos(limit)));
    }

    /** Whether the moment has passed. */
    public boolean hasPassed() {
        return remainingNanos() <= 0;
    }

    private static long saturatedNanos(Duration duration) {
        return (duration.compareTo(LONGEST) < 0 ? duration : LONGEST).toNanos();
    }
}
