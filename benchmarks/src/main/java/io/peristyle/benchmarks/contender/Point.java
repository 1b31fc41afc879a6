package io.peristyle.benchmarks.contender;

import java.time.Instant;
import java.util.Locale;

/** A row of {@code bench_points}. */
public record Point(long id, String name, Instant ts, double score) {
    private static final long EPOCH = 1_700_000_000;

    /** A number that changes when any part does. */
    public long check() {
        return check(id, name, ts.getEpochSecond(), score);
    }

    /** {@link #check()} of a row that is not made an object. */
    public static long check(long id, String name, long ts, double score) {
        return id + 31L * name.hashCode() + 17 * ts + Double.doubleToRawLongBits(score);
    }

    /** What {@link #check()} says of the row of this id. */
    static long expected(int id) {
        return check(id, String.format(Locale.ROOT, "name_%07d", id), EPOCH + id, id / 4.0);
    }
}
