package io.peristyle.benchmarks.peers;

import io.peristyle.benchmarks.contender.Mixed;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@link Mixed} with the array as drivers deliver one of UInt64. */
record MixedRow(
        long id,
        String name,
        Instant ts,
        double score,
        @Nullable Long opt,
        List<?> arr) {
    long check() {
        return Mixed.check(id, name, ts, score, opt) + 5 * element(0) + 7 * element(1);
    }

    private long element(int index) {
        return ((Number) arr.get(index)).longValue();
    }
}
