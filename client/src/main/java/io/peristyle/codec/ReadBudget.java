package io.peristyle.codec;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.wire.MalformedDataException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What one block may still take in memory; shared by all its columns. Bytes count as they arrive, what grows beyond them
 * (positions of strings, repeated values) counts before it is allocated. Makes the arrays of the values, or has them from a
 * pool. Used on one thread.
 */
final class ReadBudget {
    private static final int MAXIMUM_DEPTH = 300;

    private final ReadLimits limits;
    private long left;
    private int depth;
    private @Nullable BlockArrays arrays;

    ReadBudget(ReadLimits limits) {
        this.limits = limits;
        left = limits.maximumBlockBytes();
    }

    /** Begins the next block, which takes its arrays from {@code pool}, if there is one. */
    void reset(@Nullable ArrayPool pool) {
        left = limits.maximumBlockBytes();
        arrays = pool == null ? null : new BlockArrays(pool);
    }

    /** The block is complete: its arrays are to be had again when it is given back. */
    void complete(Block block) {
        if (arrays != null) {
            arrays.lend(block);
            arrays = null;
        }
    }

    /** An array of {@code length} values that begins with those of {@code before}; the others are whatever they are. */
    <A> A grown(A before, int length, ArrayCopy<A> copy) {
        return arrays == null ? copy.copyOf(before, length) : arrays.grown(before, length, length, copy);
    }

    /** Bytes that begin with {@code before}: {@code likely}, or at least {@code needed} that lie ready. */
    byte[] grown(byte[] before, int needed, int likely) {
        return arrays == null ? Arrays.copyOf(before, likely) : arrays.grown(before, needed, likely, Arrays::copyOf);
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
