package io.peristyle.codec;

/** How long the arrays of builders are made. */
final class Growth {
    private static final int LEAST = 16;
    private static final int MOST_EXPECTED = 1 << 16;
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private Growth() {}

    /** Whether an array can have this length. */
    static boolean canHold(long length) {
        return length <= LONGEST_ARRAY;
    }

    /** The first length for {@code expectedRows}, which may be a wild guess. */
    static int expected(int expectedRows) {
        return Math.max(0, Math.min(expectedRows, MOST_EXPECTED));
    }

    /** The length after {@code current}, all of which is in use. */
    static int next(int current) {
        return next(current, 0);
    }

    /** Likewise, for a block that is likely to become as long as the one before. */
    static int next(int current, int before) {
        return atLeast(current, Math.max((long) current + 1, current == 0 ? before : 0));
    }

    /** The length after {@code current} that holds {@code needed}. */
    static int atLeast(int current, long needed) {
        if (needed > LONGEST_ARRAY) {
            throw new IllegalArgumentException(
                    "a column of a block holds at most 2 GiB; end the block before this row");
        }
        return (int) Math.min(LONGEST_ARRAY, Math.max(Math.max(LEAST, needed), current + (long) (current >> 1)));
    }
}
