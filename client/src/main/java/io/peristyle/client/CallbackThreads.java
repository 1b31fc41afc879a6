package io.peristyle.client;

import io.peristyle.time.Clock;
import io.peristyle.time.Timers;
import io.peristyle.transport.netty.LoopThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's own threads for the user's code: two, and one more whenever a task has waited for 10 ms, since the others are
 * then likely to be blocked. The additional ones end when they have been idle for a while.
 */
final class CallbackThreads implements Executor {
    private static final Logger LOGGER = LoggerFactory.getLogger(CallbackThreads.class);
    private static final int KEPT = 2;
    /** So long a task waits before one more thread is made for it. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    /** So long it waits for a thread at work before an idle one is woken. */
    private static final long SHORT_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    /** Waking a thread takes as long as many a task: one that took a task so lately is likely to take the next one, too. */
    private static final long AT_WORK_NANOS = TimeUnit.MICROSECONDS.toNanos(50);
    /** After so long a thread that could not be started is tried again. */
    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** With more tasks than these it is not left to do all. */
    private static final int BACKLOG = 16;

    /** A task that waits for longer, while all threads there may be are at work, is told of; no more often than the next. */
    private static final long CEILING_NANOS = TimeUnit.SECONDS.toNanos(1);

    private static final long BETWEEN_WARNINGS_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final int maximum;
    private final long idleNanos;
    private final Clock clock;
    private final Timers timers;
    private final Consumer<Thread> starter;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final Runnable wake = this::wakeOne;

    private final ReentrantLock lock = new ReentrantLock();
    // All below is guarded by the lock, in which no task runs.
    private final WaitingTasks queue = new WaitingTasks();
    private int threads;
    /** The one that had something to do last comes first: its core is awake, and its cache is warm. */
    private final Deque<CallbackThread> idle = new ArrayDeque<>();
    /** Whether an idle thread was woken that has not come yet. */
    private boolean waking;

    /** Whether the thread that took the last task has had no time to be idle. */
    private boolean atWork;

    private long lastTakenNanos;
    private int lastNumber;
    private int failedStarts;
    private boolean alarmSet;
    private boolean ceilingWatched;
    private long warnedNanos;
    private boolean closed;

    /**
     * @param maximum threads at most
     * @param idleNanos after which an additional thread ends
     */
    CallbackThreads(int maximum, long idleNanos, Clock clock, Timers timers) {
        this(maximum, idleNanos, clock, timers, Thread::start);
    }

    /** @param starter starts a thread, or throws what that throws */
    CallbackThreads(int maximum, long idleNanos, Clock clock, Timers timers, Consumer<Thread> starter) {
        this.starter = starter;
        this.maximum = Math.max(1, maximum);
        this.idleNanos = idleNanos;
        this.clock = clock;
        this.timers = timers;
        this.warnedNanos = clock.nanoTime() - BETWEEN_WARNINGS_NANOS;
    }

    @Override
    public void execute(Runnable task) {
        Thread started = null;
        boolean wakes = false;
        boolean alarm = false;
        boolean ceiling = false;
        lock.lock();
        try {
            if (closed && threads == 0) {
                throw new RejectedExecutionException("the client is closed");
            }
            long now = clock.nanoTime();
            queue.add(task, now);
            if (idle.size() < queue.size() && threads < Math.min(KEPT, maximum)) {
                started = newThread();
            } else {
                wakes = wantsIdleThread(now);
                alarm = (!wakes || queue.size() > 1) && wantsAlarm();
            }
            ceiling = wantsCeilingWatched();
        } finally {
            lock.unlock();
        }
        if (ceiling) {
            timers.schedule(this::lookAtCeiling, CEILING_NANOS, TimeUnit.NANOSECONDS);
        }
        if (wakes) {
            LoopThread.atEndOfTurn(wake);
        }
        start(started, alarm, SHORT_PATIENCE_NANOS);
    }

    private void wakeOne() {
        boolean alarm = false;
        lock.lock();
        try {
            if (wantsIdleThread(clock.nanoTime())) {
                signal();
            } else {
                alarm = !queue.isEmpty() && wantsAlarm();
            }
        } finally {
            lock.unlock();
        }
        start(null, alarm, SHORT_PATIENCE_NANOS);
    }

    // Called under the lock.
    private boolean wantsIdleThread(long now) {
        return !idle.isEmpty()
                && !waking
                && !queue.isEmpty()
                && (!atWork || queue.size() > BACKLOG || now - lastTakenNanos > AT_WORK_NANOS);
    }

    // Called under the lock.
    private void signal() {
        waking = true;
        idle.element().work.signal();
    }

    /** Ends all threads once the queue is empty; completes when there is none any more. */
    CompletableFuture<Void> close() {
        lock.lock();
        try {
            closed = true;
            idle.forEach(thread -> thread.work.signal());
            endIfDone();
        } finally {
            lock.unlock();
        }
        return ended;
    }

    /** The number of threads now. */
    int threads() {
        lock.lock();
        try {
            return threads;
        } finally {
            lock.unlock();
        }
    }

    /** How many of them have nothing to do. */
    int idle() {
        lock.lock();
        try {
            return idle.size();
        } finally {
            lock.unlock();
        }
    }

    // Called under the lock.
    private boolean wantsAlarm() {
        if (alarmSet || (threads >= maximum && idle.isEmpty())) {
            return false;
        }
        alarmSet = true;
        return true;
    }

    // Called under the lock; the thread is started outside of it.
    private Thread newThread() {
        threads++;
        return new CallbackThread("peristyle-callback-" + ++lastNumber);
    }

    private void start(@Nullable Thread started, boolean alarm, long delayNanos) {
        if (started == null || begins(started)) {
            if (alarm) {
                timers.schedule(this::lookAtOldest, delayNanos, TimeUnit.NANOSECONDS);
            }
        } else if (alarm || wantsAnotherTry()) {
            timers.schedule(this::lookAtOldest, RETRY_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    /** Whether a thread began; if the system has none to give, it does not count. */
    private boolean begins(Thread thread) {
        try {
            starter.accept(thread);
            return true;
        } catch (RuntimeException | Error failure) {
            int failures = takeBack();
            // The first, the second, the fourth and so on: each task may try again.
            if (Integer.bitCount(failures) == 1) {
                LOGGER.warn("a callback thread could not be started, for the {}. time", failures, failure);
            }
            return false;
        }
    }

    private int takeBack() {
        lock.lock();
        try {
            threads--;
            endIfDone();
            return ++failedStarts;
        } finally {
            lock.unlock();
        }
    }

    // Called under the lock.
    private void endIfDone() {
        if (closed && threads == 0 && queue.isEmpty()) {
            ended.complete(null);
        }
    }

    private boolean wantsAnotherTry() {
        lock.lock();
        try {
            return !queue.isEmpty() && wantsAlarm();
        } finally {
            lock.unlock();
        }
    }

    private void lookAtOldest() {
        Thread started = null;
        boolean alarm = false;
        boolean ceiling = false;
        long delay = SHORT_PATIENCE_NANOS;
        lock.lock();
        try {
            alarmSet = false;
            if (!queue.isEmpty()) {
                long waited = clock.nanoTime() - queue.oldestNanos();
                long patience = idle.isEmpty() ? PATIENCE_NANOS : SHORT_PATIENCE_NANOS;
                if (waited < patience) {
                    delay = Math.min(delay, patience - waited);
                } else if (idle.isEmpty()) {
                    started = threads < maximum ? newThread() : null;
                } else if (!waking) {
                    signal();
                }
                // A thread that was woken but has not come yet takes one task only: the next one needs another look.
                alarm = wantsAlarm();
                ceiling = wantsCeilingWatched();
            }
        } finally {
            lock.unlock();
        }
        if (ceiling) {
            timers.schedule(this::lookAtCeiling, CEILING_NANOS, TimeUnit.NANOSECONDS);
        }
        start(started, alarm, delay);
    }

    // Called under the lock.
    private boolean wantsCeilingWatched() {
        if (ceilingWatched || threads < maximum || !idle.isEmpty() || queue.isEmpty()) {
            return false;
        }
        ceilingWatched = true;
        return true;
    }

    private void lookAtCeiling() {
        int waiting = 0;
        boolean again;
        lock.lock();
        try {
            ceilingWatched = false;
            again = wantsCeilingWatched();
            long now = clock.nanoTime();
            if (again && now - queue.oldestNanos() >= CEILING_NANOS && now - warnedNanos >= BETWEEN_WARNINGS_NANOS) {
                warnedNanos = now;
                waiting = queue.size();
            }
        } finally {
            lock.unlock();
        }
        if (waiting > 0) {
            LOGGER.warn(
                    "all {} callback threads are blocked or busy, and {} callbacks wait: results, failures and time limits of"
                            + " other statements come late. Do not wait in a callback for a future of the same client (use"
                            + " thenCompose), raise callback_threads, or give the client an executor of your own",
                    maximum,
                    waiting);
        }
        if (again) {
            timers.schedule(this::lookAtCeiling, CEILING_NANOS, TimeUnit.NANOSECONDS);
        }
    }

    @SuppressWarnings("Interruption")
    private void run(CallbackThread thread) {
        for (Runnable task = take(thread); task != null; task = take(thread)) {
            try {
                task.run();
            } catch (Throwable failure) { // Not all languages and tools declare what they throw.
                LOGGER.warn("a callback failed", failure);
            } finally {
                // An interrupt is over with the task that it was meant for, or that made it.
                Thread.interrupted();
            }
        }
    }

    private @Nullable Runnable take(CallbackThread thread) {
        lock.lock();
        try {
            long left = idleNanos;
            while (queue.isEmpty()) {
                boolean additional = threads > KEPT;
                if (closed || (additional && left <= 0)) {
                    threads--;
                    if (closed && threads == 0) {
                        ended.completeAsync(() -> null);
                    }
                    return null;
                }
                left = await(thread, additional, left);
            }
            Runnable task = queue.remove();
            atWork = true;
            lastTakenNanos = clock.nanoTime();
            if (wantsIdleThread(lastTakenNanos)) {
                signal();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("WaitNotInLoop") // The caller loops.
    private long await(CallbackThread thread, boolean additional, long left) {
        idle.push(thread);
        atWork = false;
        try {
            if (additional) {
                return thread.work.awaitNanos(left);
            }
            thread.work.await();
            return left;
        } catch (InterruptedException interrupted) {
            // The user's code interrupted its own thread; that is over with the task.
            return left;
        } finally {
            idle.remove(thread);
            waking = false;
        }
    }

    /** Whether {@code thread} was made here. */
    boolean isOneOfThem(Thread thread) {
        return thread instanceof CallbackThread callback && callback.owner() == this;
    }

    private final class CallbackThread extends Thread {
        private final Condition work = lock.newCondition();

        CallbackThread(String name) {
            super(name);
            setDaemon(true);
        }

        CallbackThreads owner() {
            return CallbackThreads.this;
        }

        @Override
        public void run() {
            CallbackThreads.this.run(this);
        }
    }
}
