package io.peristyle.chaos.verdict;

import java.util.Locale;
import java.util.function.DoublePredicate;

/**
 * What a figure has to be.
 *
 * @param unit of the figure; empty for a count
 */
public record Bound(String text, String unit, DoublePredicate holds) {
    /** Exactly this many. */
    public static Bound exactly(long count) {
        return new Bound(Long.toString(count), "", measured -> measured == count);
    }

    public static Bound atMost(double limit, String unit) {
        return new Bound("≤ " + number(limit), unit, measured -> measured <= limit);
    }

    public static Bound atLeast(double limit, String unit) {
        return new Bound("≥ " + number(limit), unit, measured -> measured >= limit);
    }

    /** Whether the figure is a count, which no machine is too slow or too busy for. */
    public boolean isCount() {
        return unit.isEmpty();
    }

    /** Whether a measured figure keeps to the bound; one that could not be measured (NaN) does not. */
    public boolean allows(double measured) {
        return !Double.isNaN(measured) && holds.test(measured);
    }

    /** A figure as people read it. */
    static String number(double value) {
        if (Double.isNaN(value)) {
            return "not measured";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, Math.abs(value) < 10 ? "%.3f" : "%.1f", value);
    }
}
