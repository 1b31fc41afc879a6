package io.peristyle.client;

import org.jspecify.annotations.Nullable;

/** Tasks in the order in which they came, and since when each waits; a queue that makes no object for a task. Not thread-safe. */
final class WaitingTasks {
    private static final int SMALLEST = 16;

    // Rings whose sizes are a power of two.
    private @Nullable Runnable[] tasks = new @Nullable Runnable[SMALLEST];
    private long[] since = new long[SMALLEST];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    void add(Runnable task, long nanoTime) {
        if (size == tasks.length) {
            resize(2 * size);
        }
        int at = (first + size++) & (tasks.length - 1);
        tasks[at] = task;
        since[at] = nanoTime;
    }

    /** Since when the oldest waits; there must be one. */
    long oldestNanos() {
        return since[first];
    }

    /** The oldest task, which is taken out; there must be one. */
    Runnable remove() {
        Runnable oldest = tasks[first];
        if (oldest == null) {
            throw new IllegalStateException("no task waits");
        }
        tasks[first] = null;
        first = (first + 1) & (tasks.length - 1);
        size--;
        if (tasks.length > SMALLEST && size < tasks.length / 8) {
            resize(Math.max(SMALLEST, tasks.length / 4));
        }
        return oldest;
    }

    private void resize(int length) {
        @Nullable Runnable[] movedTasks = new @Nullable Runnable[length];
        long[] movedSince = new long[length];
        for (int i = 0; i < size; i++) {
            int at = (first + i) & (tasks.length - 1);
            movedTasks[i] = tasks[at];
            movedSince[i] = since[at];
        }
        tasks = movedTasks;
        since = movedSince;
        first = 0;
    }
}
