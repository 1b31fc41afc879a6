package io.peristyle.codec;

import io.peristyle.wire.MalformedDataException;

/**
 * What one block may still take in memory; shared by all its columns. Bytes count as they arrive, what grows beyond them
 * (positions of strings, repeated values) counts before it is allocated. Used on one thread.
 */
final class ReadBudget {
    private static final int MAXIMUM_DEPTH = 300;

    private final ReadLimits limits;
    private long left;
    private int depth;

    ReadBudget(ReadLimits limits) {
        this.limits = limits;
        left = limits.maximumBlockBytes();
    }

    /** Begins the next block. */
    void reset() {
        left = limits.maximumBlockBytes();
    }

    /** How deep in columns whose types come with the data the one being made is. */
    int depth() {
        return depth;
    }

    /** Runs {@code action}, which makes prefixes {@code newDepth} deep in columns whose types come with the data. */
    void within(int newDepth, Runnable action) {
        if (newDepth > MAXIMUM_DEPTH) {
            throw new MalformedDataException("types that come with the data nested over " + MAXIMUM_DEPTH + " deep");
        }
        int before = depth;
        depth = newDepth;
        try {
            action.run();
        } finally {
            depth = before;
        }
    }

    ReadLimits limits() {
        return limits;
    }

    /** Takes {@code bytes} out of the budget. */
    void reserve(long bytes) {
        if (bytes > left) {
            throw new MalformedDataException(
                    "a block needs over " + limits.maximumBlockBytes() + " bytes of memory, which is the limit");
        }
        left -= bytes;
    }

    /** Takes {@code count} times {@code bytes} out of the budget. */
    void reserve(int count, long bytes) {
        if (count > 0 && bytes > left / count) {
            reserve(Long.MAX_VALUE);
        }
        reserve(count * bytes);
    }

    /** {@code count} as an int, if a column may have so many values; {@code what} names them in the error. */
    int values(long count, String what) {
        if (count < 0 || count > limits.maximumBlockRows()) {
            throw new MalformedDataException(
                    Long.toUnsignedString(count) + " " + what + "; the limit is " + limits.maximumBlockRows());
        }
        return (int) count;
    }
}
