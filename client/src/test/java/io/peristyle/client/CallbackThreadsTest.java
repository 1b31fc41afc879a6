package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.telemetry.CapturedOutput;
import io.peristyle.time.ManualTime;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class CallbackThreadsTest {
    private static final Duration PATIENCE = Duration.ofMillis(10);

    private final ManualTime time = new ManualTime();
    private final CountDownLatch open = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    // Idle for a nanosecond is idle for long enough.
    private final CallbackThreads threads = new CallbackThreads(4, 1, time, time);

    @AfterEach
    void close() {
        open.countDown();
        threads.close().join();
    }

    @Test
    void hasNoThreadBeforeTheFirstTask() {
        assertThat(threads.threads()).isZero();
    }

    @Test
    void hasTwoThreadsWhileNoTaskWaits() {
        block(2);

        assertThat(threads.threads()).isEqualTo(2);
    }

    @Test
    void anInterruptEndsWithItsTask() throws InterruptedException {
        CallbackThreads one = new CallbackThreads(1, 1, time, time);
        AtomicBoolean interrupted = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(1);
        one.execute(() -> Thread.currentThread().interrupt());
        one.execute(() -> {
            interrupted.set(Thread.currentThread().isInterrupted());
            done.countDown();
        });
        done.await();

        assertThat(interrupted).isFalse();
        one.close().join();
    }

    @Test
    void addsAThreadWhenATaskHasWaited() {
        block(2);
        threads.execute(this::block);
        time.advance(PATIENCE.minusNanos(1));
        assertThat(threads.threads()).isEqualTo(2);
        time.advance(Duration.ofNanos(1));
        begun.acquireUninterruptibly();

        assertThat(threads.threads()).isEqualTo(3);
    }

    /** As in a container at its limit of processes. */
    @Test
    void startsThreadsAgainOnceTheSystemHasSomeAgain() {
        AtomicBoolean none = new AtomicBoolean(true);
        CallbackThreads scarce = new CallbackThreads(3, 1, time, time, thread -> {
            if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            thread.start();
        });
        for (int i = 0; i < 4; i++) {
            scarce.execute(this::block);
        }
        time.advance(Duration.ofSeconds(1));
        assertThat(scarce.threads()).isZero();

        none.set(false);
        for (int i = 0; i < 3; i++) {
            time.advance(Duration.ofMillis(100));
            begun.acquireUninterruptibly();
        }
        assertThat(scarce.threads()).isEqualTo(3);

        open.countDown();
        begun.acquireUninterruptibly();
        scarce.close().join();
    }

    @Test
    void doesWhatWaitsForAThreadBeforeItEnds() {
        AtomicBoolean none = new AtomicBoolean(true);
        CallbackThreads scarce = new CallbackThreads(1, 1, time, time, thread -> {
            if (none.get()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            thread.start();
        });
        scarce.execute(this::block);
        CompletableFuture<Void> ended = scarce.close();
        assertThat(ended).isNotDone();

        none.set(false);
        open.countDown();
        time.advance(Duration.ofMillis(100));
        ended.join();
        assertThat(begun.availablePermits()).isOne();
    }

    @Test
    void addsNoMoreThanTheMaximum() {
        block(2);
        for (int i = 0; i < 5; i++) {
            threads.execute(this::block);
        }
        time.advance(Duration.ofSeconds(1));
        begun.acquireUninterruptibly(2);

        assertThat(threads.threads()).isEqualTo(4);
        assertThat(time.scheduled())
                .as("looks whether a task waits for too long")
                .isOne();
    }

    @Test
    void tellsTheLogOnceAMinuteThatAllThreadsAreBlocked() {
        try (CapturedOutput log = new CapturedOutput()) {
            block(2);
            for (int i = 0; i < 5; i++) {
                threads.execute(this::block);
            }
            time.advance(Duration.ofMillis(900));
            assertThat(log.text()).doesNotContain("callback_threads");
            time.advance(Duration.ofSeconds(50));
            assertThat(log.text().split("callback_threads", -1)).hasSize(2);
            time.advance(Duration.ofSeconds(50));
            assertThat(log.text()).contains("all 4 callback threads", "3 callbacks wait");
            assertThat(log.text().split("callback_threads", -1)).hasSize(3);
        }
    }

    @Test
    void goesBackToTwoThreadsWhenThereIsNothingToDo() {
        block(2);
        threads.execute(this::block);
        time.advance(PATIENCE);
        begun.acquireUninterruptibly();
        open.countDown();

        await().until(() -> threads.threads() == 2);
    }

    @Test
    void survivesATaskThatThrows() {
        threads.execute(() -> {
            throw new IllegalStateException("thrown on purpose");
        });
        threads.execute(begun::release);

        begun.acquireUninterruptibly();
        assertThat(threads.threads()).isPositive();
    }

    @Test
    void doesWhatIsInTheQueueBeforeItEnds() {
        block(2);
        threads.execute(begun::release);
        var closed = threads.close();
        assertThat(closed).isNotDone();
        open.countDown();
        closed.join();

        assertThat(begun.tryAcquire()).isTrue();
        assertThat(threads.threads()).isZero();
        assertThatThrownBy(() -> threads.execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    /** The look at the queue comes while a thread that was woken is on its way: the task behind must not be forgotten. */
    @RepeatedTest(50)
    void looksAgainAfterATaskBehindAThreadThatWasWoken() {
        block(1);
        threads.execute(begun::release);
        begun.acquireUninterruptibly();

        threads.execute(this::block);
        threads.execute(begun::release);
        time.advance(PATIENCE);
        await().until(() -> {
            time.advance(PATIENCE);
            return begun.availablePermits() == 2;
        });
    }

    /** Its core is awake, and its cache is warm. */
    @Test
    void givesATaskToTheThreadThatWasBusyLast() {
        block(2);
        open.countDown();
        Set<Thread> busy = ConcurrentHashMap.newKeySet();
        for (int i = 0; i < 10; i++) {
            await().until(() -> threads.idle() == 2);
            threads.execute(() -> {
                busy.add(Thread.currentThread());
                begun.release();
            });
            begun.acquireUninterruptibly();
        }

        assertThat(busy).hasSize(1);
    }

    /** A thread at work takes the next tasks as well; if it is held up, the other one has to come. */
    @RepeatedTest(20)
    void wakesTheOtherThreadIfOneIsHeldUp() {
        block(2);
        open.countDown();
        await().until(() -> threads.idle() == 2);
        CountDownLatch held = new CountDownLatch(1);
        threads.execute(() -> {
            begun.release();
            awaitUninterruptibly(held);
        });
        begun.acquireUninterruptibly();
        threads.execute(begun::release);
        time.advance(Duration.ofMillis(1));
        begun.acquireUninterruptibly();
        held.countDown();
    }

    /** No thread may be added, and yet an idle one has to be woken. */
    @RepeatedTest(20)
    void wakesTheOtherThreadAlsoIfThereMayBeNoMore() {
        CallbackThreads two = new CallbackThreads(2, 1, time, time);
        Semaphore done = new Semaphore(0);
        CountDownLatch both = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            two.execute(() -> {
                both.countDown();
                awaitUninterruptibly(both);
            });
        }
        await().until(() -> two.idle() == 2);
        CountDownLatch held = new CountDownLatch(1);
        two.execute(() -> awaitUninterruptibly(held));
        two.execute(done::release);
        await().until(() -> {
            time.advance(Duration.ofMillis(1));
            return done.tryAcquire();
        });
        held.countDown();
        two.close().join();
    }

    @Test
    void doesAllOfALongQueue() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(10_000);
        for (int i = 0; i < 10_000; i++) {
            threads.execute(done::countDown);
        }

        assertThat(done.await(30, TimeUnit.SECONDS)).isTrue();
    }

    private void block(int tasks) {
        for (int i = 0; i < tasks; i++) {
            threads.execute(this::block);
        }
        begun.acquireUninterruptibly(tasks);
    }

    private void block() {
        begun.release();
        awaitUninterruptibly(open);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
