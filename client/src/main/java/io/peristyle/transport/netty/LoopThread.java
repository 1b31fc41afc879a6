package io.peristyle.transport.netty;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.FastThreadLocalThread;
import io.peristyle.time.Clock;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The thread of an event loop. It wakes others up once for all that a turn of the loop brings, not for each answer: waking a
 * thread takes longer than reading an answer.
 */
public final class LoopThread extends FastThreadLocalThread {
    /** So long others sleep at most, although there is something for them to do, while sockets are read. */
    private static final long LONG_TURN_NANOS = TimeUnit.MICROSECONDS.toNanos(50);

    private final LoopThreads origin;
    private final Runnable endOfTurn = this::runDeferred;
    private @Nullable SingleThreadEventLoop loop;
    private @Nullable Runnable deferred;
    private long deferredAt;

    LoopThread(LoopThreads origin, Runnable task, String name) {
        super(task, name);
        this.origin = origin;
        setDaemon(true);
    }

    /** Runs {@code task} at the end of this turn, once however often it was asked for; at once on any other thread. */
    public static void atEndOfTurn(Runnable task) {
        if (!(Thread.currentThread() instanceof LoopThread thread) || !thread.defers(task)) {
            task.run();
        }
    }

    /** To be called before what may take long: runs what was deferred, if it has waited for a while. */
    public static void beforeLongWork() {
        if (Thread.currentThread() instanceof LoopThread thread
                && thread.deferred != null
                && Clock.SYSTEM.nanoTime() - thread.deferredAt > LONG_TURN_NANOS) {
            thread.runDeferred();
        }
    }

    /** The event loop of the calling thread, if it belongs to {@code group}, or else one of the group's. */
    static EventExecutor currentOr(EventLoopGroup group) {
        return Thread.currentThread() instanceof LoopThread thread && thread.origin.group() == group
                ? thread.loop()
                : group.next();
    }

    private boolean defers(Runnable task) {
        if (deferred != null) {
            return deferred == task;
        }
        try {
            loop().executeAfterEventLoopIteration(endOfTurn);
        } catch (RejectedExecutionException closed) {
            return false;
        }
        deferred = task;
        deferredAt = Clock.SYSTEM.nanoTime();
        return true;
    }

    private SingleThreadEventLoop loop() {
        SingleThreadEventLoop mine = loop;
        if (mine == null) {
            mine = origin.loopOf(this);
            loop = mine;
        }
        return mine;
    }

    private void runDeferred() {
        Runnable task = deferred;
        deferred = null;
        if (task != null) {
            task.run();
        }
    }
}
