package io.peristyle.cli.format;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The texts of the rows of a table that is to be drawn: all that count for its widths, and of these the ones that are shown. */
final class HeldRows {
    private final int mostFirst;
    private final int mostLast;
    private final boolean measuresAll;
    private final List<byte[][]> first = new ArrayList<>();
    private final Deque<byte[][]> last = new ArrayDeque<>();
    private long count;

    private HeldRows(int mostFirst, int mostLast, boolean measuresAll) {
        this.mostFirst = mostFirst;
        this.mostLast = mostLast;
        this.measuresAll = measuresAll;
    }

    /** Shows {@code most} rows, half of them from the end if there are more; others are forgotten. */
    static HeldRows ofBothEnds(int most) {
        return new HeldRows(most / 2, most / 2, false);
    }

    /** Shows the first {@code most} rows, in columns wide enough for all. */
    static HeldRows ofTheBeginning(int most) {
        return new HeldRows(most, 0, true);
    }

    /** Whether a row that {@code behind} more follow will be kept; if not, {@link #skip} is enough. */
    boolean keeps(int behind) {
        return measuresAll || first.size() < mostFirst || behind < mostLast;
    }

    /** Counts a row that will not be shown. */
    void skip() {
        count++;
    }

    void add(byte[][] row) {
        count++;
        if (measuresAll || first.size() < mostFirst) {
            first.add(row);
        } else {
            last.addLast(row);
            if (last.size() > mostLast) {
                last.removeFirst();
            }
        }
    }

    /** How many rows there are, those that are not shown included. */
    long count() {
        return count;
    }

    /** The rows that columns have to be wide enough for. */
    List<byte[][]> measured() {
        List<byte[][]> measured = new ArrayList<>(first);
        measured.addAll(last);
        return measured;
    }

    /** The rows that are shown, in order. */
    List<byte[][]> shown() {
        List<byte[][]> measured = measured();
        return measured.subList(0, Math.min(measured.size(), mostFirst + mostLast));
    }

    /** How many of those that are shown stand before those that are not; all if none is missing between them. */
    int shownBeforeGap() {
        return mostLast > 0 && count > mostFirst + mostLast ? mostFirst : mostFirst + mostLast;
    }
}
