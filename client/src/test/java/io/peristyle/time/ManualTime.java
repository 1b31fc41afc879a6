package io.peristyle.time;

import java.time.Duration;
import java.util.PriorityQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A clock that stands still until it is advanced, and timers that then run on the advancing thread, in order. */
public final class ManualTime implements Clock, Timers {
    // Starts near the end of the range, since only differences may mean something.
    private long nowNanos = Long.MAX_VALUE - TimeUnit.SECONDS.toNanos(1);
    private long nextOrder;
    private final PriorityQueue<Task> tasks = new PriorityQueue<>(Task::compare);

    @Override
    public synchronized long nanoTime() {
        return nowNanos;
    }

    @Override
    public synchronized Timer schedule(Runnable task, long delay, TimeUnit unit) {
        Task scheduled = new Task(task, nowNanos + Math.max(0, unit.toNanos(delay)), nextOrder++);
        tasks.add(scheduled);
        return () -> cancel(scheduled);
    }

    /** Lets time pass; each task sees the clock at its own moment. */
    public void advance(Duration duration) {
        long end = nanoTime() + duration.toNanos();
        for (Task due = pollDue(end); due != null; due = pollDue(end)) {
            due.task.run();
        }
        moveTo(end);
    }

    /** How many tasks wait for their time. */
    public synchronized int scheduled() {
        return tasks.size();
    }

    private synchronized void cancel(Task task) {
        tasks.remove(task);
    }

    private synchronized void moveTo(long atNanos) {
        nowNanos = atNanos;
    }

    private synchronized @Nullable Task pollDue(long endNanos) {
        Task first = tasks.peek();
        if (first == null || first.atNanos - endNanos > 0) {
            return null;
        }
        tasks.remove();
        nowNanos = first.atNanos;
        return first;
    }

    /** What to run, when, and as which of those of the same moment. */
    private record Task(Runnable task, long atNanos, long order) {
        int compare(Task other) {
            int byTime = Long.compare(atNanos - other.atNanos, 0);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }
}
