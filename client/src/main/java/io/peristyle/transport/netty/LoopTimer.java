package io.peristyle.transport.netty;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A task that an event loop runs later, one at a time. Used on that event loop. */
public final class LoopTimer {
    private @Nullable Future<?> scheduled;

    /** Runs {@code task} when {@code deadline} has passed; never, if there is none. */
    public void runAt(Deadline deadline, EventLoop loop, Runnable task) {
        if (!deadline.isNone()) {
            schedule(Math.max(0, deadline.remainingNanos()), loop, task);
        }
    }

    /** Runs {@code task} when {@code delay} is over. */
    public void runAfter(Duration delay, EventLoop loop, Runnable task) {
        schedule(delay.toNanos(), loop, task);
    }

    /** Does not run the task, if it has not run. */
    public void cancel() {
        if (scheduled != null) {
            scheduled.cancel(false);
            scheduled = null;
        }
    }

    private void schedule(long nanos, EventLoop loop, Runnable task) {
        cancel();
        scheduled = loop.schedule(task, nanos, TimeUnit.NANOSECONDS);
    }
}
