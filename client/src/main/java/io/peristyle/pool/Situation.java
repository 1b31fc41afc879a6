package io.peristyle.pool;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How things stood when a caller got nothing, in words.
 *
 * @param counts how many resources are in which state, and how many callers wait
 * @param details who has had one for longest, and how each place is if there are several; empty or begun by {@code "; "}
 * @param lastFailure why opening failed last, if no place has recovered from it; null otherwise
 */
record Situation(String counts, String details, @Nullable Throwable lastFailure) {
    private static final int PLACES_NAMED = 8;

    /** The counts alone: cheap enough for callers that are turned away in masses. */
    static Situation countsOf(Stock<?> stock) {
        Counts whole = stock.budget.whole();
        String counts = whole.leased() + " in use, " + whole.idle() + " idle, " + whole.onTheirWay()
                + " opening, maximum " + stock.budget.limits().maximumSize() + ", " + stock.line.size() + " pending";
        return new Situation(counts, "", null);
    }

    static <R> Situation of(Stock<R> stock) {
        StringBuilder details = new StringBuilder();
        appendLongestHeld(details, stock);
        if (stock.places.all().size() > 1) {
            appendPlaces(details, stock);
        }
        Place<R> failed = null;
        for (Place<R> place : stock.places.all()) {
            if (place.reopening.lastFailure() != null
                    && (failed == null || place.reopening.failedAtNanos() - failed.reopening.failedAtNanos() > 0)) {
                failed = place;
            }
        }
        return new Situation(
                countsOf(stock).counts, details.toString(), failed == null ? null : failed.reopening.lastFailure());
    }

    private static <R> void appendLongestHeld(StringBuilder details, Stock<R> stock) {
        Slot<R> oldest = null;
        for (Place<R> place : stock.places.all()) {
            for (Slot<R> slot : place.slots()) {
                if (slot.lease != null && (oldest == null || slot.lentNanos - oldest.lentNanos < 0)) {
                    oldest = slot;
                }
            }
        }
        if (oldest != null && oldest.lease != null) {
            long millis =
                    Duration.ofNanos(stock.clock.nanoTime() - oldest.lentNanos).toMillis();
            String holder = oldest.lease.holder();
            details.append("; longest in use: ").append(millis).append(" ms");
            if (holder != null) {
                details.append(" by query ").append(holder);
            }
            details.append(" at ").append(oldest.place.endpoint());
        }
    }

    private static <R> void appendPlaces(StringBuilder details, Stock<R> stock) {
        int named = 0;
        for (Place<R> place : stock.places.all()) {
            if (named++ == PLACES_NAMED) {
                details.append("; and ")
                        .append(stock.places.all().size() - PLACES_NAMED)
                        .append(" more servers");
                return;
            }
            details.append("; ").append(place.endpoint()).append(": ");
            details.append(place.inUse())
                    .append(" in use, ")
                    .append(place.idle())
                    .append(" idle, ");
            details.append(place.counts.onTheirWay()).append(" opening");
            if (place.isDraining()) {
                details.append(", draining");
            }
            if (!place.breaker.isClosed()) {
                details.append(", out of service after failures");
            }
        }
    }
}
