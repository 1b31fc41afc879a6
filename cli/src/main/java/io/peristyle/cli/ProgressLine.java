package io.peristyle.cli;

import io.peristyle.query.Progress;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** One line on a terminal that says how far something has come, written over and over. Thread-safe. */
final class ProgressLine {
    private static final Duration BETWEEN_UPDATES = Duration.ofMillis(100);
    private static final int BAR_WIDTH = 30;
    private static final String ERASE = "\r\u001b[K";

    private final PrintStream out;
    private final boolean enabled;
    private final Instant start = Instant.now();
    private Instant shownAt = Instant.MIN;
    private boolean shown;

    ProgressLine(PrintStream out, boolean enabled) {
        this.out = out;
        this.enabled = enabled;
    }

    /** Shows the server's account of a statement. */
    void show(Progress progress) {
        show(
                Math.max(progress.readRows(), progress.writtenRows()),
                progress.totalRowsToRead(),
                " rows, " + bytes(progress.readBytes()));
    }

    /**
     * Shows that {@code done} of {@code total} is done, with its rate in a second.
     *
     * @param total 0 if it is not known
     */
    synchronized void show(long done, long total, String unit) {
        Instant now = Instant.now();
        if (!enabled || Duration.between(shownAt, now).compareTo(BETWEEN_UPDATES) < 0) {
            return;
        }
        shownAt = now;
        shown = true;
        double seconds = Math.max(0.001, Duration.between(start, now).toNanos() / 1e9);
        out.print(ERASE + bar(done, total) + quantity(done) + unit + ", " + quantity((long) (done / seconds)) + "/s");
        out.flush();
    }

    /** Takes the line away. */
    synchronized void clear() {
        if (shown) {
            shown = false;
            shownAt = Instant.MIN;
            out.print(ERASE);
            out.flush();
        }
    }

    private static String bar(long done, long total) {
        if (total <= 0) {
            return "";
        }
        double part = Math.min(1, (double) done / total);
        int full = (int) (part * BAR_WIDTH);
        return "▕" + "█".repeat(full) + " ".repeat(BAR_WIDTH - full) + "▏"
                + String.format(Locale.ROOT, "%3.0f%%  ", part * 100);
    }

    static String quantity(long value) {
        if (value < 10_000) {
            return Long.toString(value);
        }
        return value < 1_000_000
                ? String.format(Locale.ROOT, "%.1f thousand", value / 1e3)
                : String.format(Locale.ROOT, "%.2f million", value / 1e6);
    }

    private static String bytes(long value) {
        return value < 1_000_000
                ? String.format(Locale.ROOT, "%.1f kB", value / 1e3)
                : String.format(Locale.ROOT, "%.1f MB", value / 1e6);
    }
}
