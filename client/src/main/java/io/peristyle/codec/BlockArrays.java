package io.peristyle.codec;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** The arrays of one block while it is being read, out of a pool where it has some that fit. Used on one thread. */
final class BlockArrays {
    private final ArrayPool pool;
    private final List<Object> taken = new ArrayList<>();

    BlockArrays(ArrayPool pool) {
        this.pool = pool;
    }

    /**
     * An array that begins with the values of {@code before}.
     *
     * @param shortest values at least, if one from the pool can be had
     * @param length values of a new one
     */
    <A> A grown(A before, int shortest, int length, ArrayCopy<A> copy) {
        @SuppressWarnings("unchecked") // The class is that of an array of primitives.
        A used = pool.take((Class<A>) before.getClass(), shortest, length);
        A array;
        if (used == null) {
            array = copy.copyOf(before, length);
        } else {
            array = used;
            System.arraycopy(before, 0, array, 0, Array.getLength(before));
        }
        taken.add(array);
        return array;
    }

    /** All of them belong to {@code block} now. */
    void lend(Block block) {
        pool.lend(block, taken);
    }
}
