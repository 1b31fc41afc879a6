package io.peristyle.column;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The arrays of the blocks of one result that nobody needs any more, for the blocks that follow. Holds no more arrays than were
 * in use at one time. Thread-safe.
 */
public final class ArrayPool {
    private final IdentityHashMap<Block, List<Object>> lent = new IdentityHashMap<>();
    // Those that lie here longest come first.
    private final Deque<Object> free = new ArrayDeque<>();

    /** A pool without arrays. */
    public ArrayPool() {}

    /**
     * Takes an array out, with whatever it holds; null if there is none of {@code type} with {@code shortest} to {@code longest}
     * values. One that lies idle is given up in that case: the blocks have changed their size.
     */
    public synchronized <A> @Nullable A take(Class<A> type, int shortest, int longest) {
        for (Iterator<Object> arrays = free.iterator(); arrays.hasNext(); ) {
            Object array = arrays.next();
            if (type.isInstance(array) && shortest <= Array.getLength(array) && Array.getLength(array) <= longest) {
                arrays.remove();
                return type.cast(array);
            }
        }
        free.poll();
        return null;
    }

    /** Remembers which arrays {@code block} and nothing else consists of. */
    public synchronized void lend(Block block, List<Object> arrays) {
        lent.put(block, arrays);
    }

    /** Makes the arrays of {@code block} available, which must not be used any more; nothing if it was not lent. */
    public synchronized void giveBack(Block block) {
        List<Object> arrays = lent.remove(block);
        if (arrays != null) {
            free.addAll(arrays);
        }
    }
}
