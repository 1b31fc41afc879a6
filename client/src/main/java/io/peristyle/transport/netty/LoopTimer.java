package io.peristyle.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task that an event loop runs later, one at a time. Used on that event loop.
 *
 * <p>Limits of requests are set and taken back for every request, and hardly ever reached. So a task that was taken back leaves
 * its alarm where it is: when it rings, it is set anew for what is to be run by then.
 */
public final class LoopTimer implements Runnable {
    private final EventLoop loop;
    private @Nullable Runnable task;
    private long dueNanos;
    private @Nullable Future<?> alarm;
    private long alarmNanos;

    public LoopTimer(EventLoop loop) {
        this.loop = loop;
    }

    /** Runs {@code next} when {@code deadline} has passed, in place of what was to be run; never, if there is none. */
    public void runAt(Deadline deadline, Runnable next) {
        if (deadline.isNone()) {
            cancel();
        } else {
            schedule(Math.max(0, deadline.remainingNanos()), next);
        }
    }

    /** Runs {@code next} when {@code delay} is over, in place of what was to be run. */
    public void runAfter(Duration delay, Runnable next) {
        schedule(delay.toNanos(), next);
    }

    /** Does not run the task, if it has not run. */
    public void cancel() {
        task = null;
    }

    /** {@link #cancel}, and leaves nothing behind in the event loop. */
    public void close() {
        cancel();
        if (alarm != null) {
            alarm.cancel(false);
            alarm = null;
        }
    }

    private void schedule(long nanos, Runnable next) {
        long now = Clock.SYSTEM.nanoTime();
        task = next;
        dueNanos = now + nanos;
        if (alarm == null || alarmNanos - dueNanos > 0) {
            if (alarm != null) {
                alarm.cancel(false);
            }
            ringAfter(nanos, now);
        }
    }

    private void ringAfter(long nanos, long now) {
        alarmNanos = now + nanos;
        alarm = loop.schedule(this, nanos, TimeUnit.NANOSECONDS);
    }

    /** The alarm rings. */
    @Override
    public void run() {
        alarm = null;
        Runnable due = task;
        if (due == null) {
            return;
        }
        long now = Clock.SYSTEM.nanoTime();
        if (dueNanos - now > 0) {
            ringAfter(dueNanos - now, now);
        } else {
            task = null;
            due.run();
        }
    }
}
