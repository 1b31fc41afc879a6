package io.peristyle.testkit;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a proxy does to the bytes of one direction, the same on all its connections; offsets count from each one's start. */
final class Lane {
    private static final long NEVER = Long.MAX_VALUE;

    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong portions = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    // All below: guarded by the lock.
    private boolean paused;
    private boolean closed;
    private Duration delay = Duration.ZERO;
    private long cutAt = NEVER;
    private Cut cut = Cut.RST;
    private long flipAt = NEVER;
    private int flipMask;
    private @Nullable ByteArrayOutputStream recording;

    void pause(boolean paused) {
        change(() -> this.paused = paused);
    }

    void delay(Duration delay) {
        change(() -> this.delay = delay);
    }

    void cutAfter(long count, Cut how) {
        change(() -> {
            cutAt = count;
            cut = how;
        });
    }

    void flip(long offset, int mask) {
        change(() -> {
            flipAt = offset;
            flipMask = mask;
        });
    }

    void heal() {
        change(() -> {
            paused = false;
            delay = Duration.ZERO;
            cutAt = NEVER;
            flipAt = NEVER;
        });
    }

    /** Lets everybody go who waits, now and later. */
    void close() {
        change(() -> closed = true);
    }

    /** Holds bytes back for as long as the lane is paused or slow. */
    void await() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanos = delay.toNanos();
            while (!closed && nanos > 0) {
                nanos = changed.awaitNanos(nanos);
            }
            while (!closed && paused) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** How many of {@code count} bytes may pass on a connection where {@code passed} did so; spoils the one to be spoiled. */
    int admit(byte[] chunk, int count, long passed) {
        lock.lock();
        try {
            if (flipAt >= passed && flipAt < passed + count) {
                int index = (int) (flipAt - passed);
                chunk[index] = (byte) (chunk[index] ^ flipMask);
            }
            return (int) Math.min(count, Math.max(0, cutAt - passed));
        } finally {
            lock.unlock();
        }
    }

    /** Whether a connection ends now that {@code passed} bytes have passed. */
    boolean endsAt(long passed) {
        lock.lock();
        try {
            return passed >= cutAt;
        } finally {
            lock.unlock();
        }
    }

    Cut cut() {
        lock.lock();
        try {
            return cut;
        } finally {
            lock.unlock();
        }
    }

    void record() {
        change(() -> recording = new ByteArrayOutputStream());
    }

    /** What passed since {@link #record}, in the order in which it did. */
    byte[] recorded() {
        lock.lock();
        try {
            return recording == null ? new byte[0] : recording.toByteArray();
        } finally {
            lock.unlock();
        }
    }

    void count(byte[] chunk, int passed) {
        portions.incrementAndGet();
        bytes.addAndGet(passed);
        lock.lock();
        try {
            if (recording != null) {
                recording.write(chunk, 0, passed);
            }
        } finally {
            lock.unlock();
        }
    }

    long portions() {
        return portions.get();
    }

    long bytes() {
        return bytes.get();
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
