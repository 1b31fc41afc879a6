package io.peristyle.chaos.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Watches that see what was done on purpose. */
class WatchesTest {
    private final BufferWatch buffers = BufferWatch.install();
    private final EventLoopWatch eventLoops = EventLoopWatch.install();

    @Test
    void seesAFutureThatIsWaitedForOnAnEventLoop() throws InterruptedException {
        assertThat(eventLoops.missing()).isNull();
        CompletableFuture<@Nullable Void> never = new CompletableFuture<>();
        long before = eventLoops.calls();
        Thread loop = new Thread(() -> never.join(), "peristyle-io-7-1");
        loop.start();
        while (loop.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        never.complete(null);
        loop.join();

        assertThat(eventLoops.calls()).isGreaterThan(before);
        assertThat(eventLoops.places()).anyMatch(place -> place.contains("WatchesTest"));
    }

    @Test
    void leavesOtherThreadsAlone() throws InterruptedException {
        long before = eventLoops.calls();
        onThread(
                "peristyle-callback-1",
                () -> CompletableFuture.runAsync(() -> {}).join());

        assertThat(eventLoops.calls()).isEqualTo(before);
    }

    @Test
    void countsTheWaitForALockApart() throws InterruptedException {
        WatchedLock lock = new WatchedLock();
        long waitsBefore = eventLoops.lockWaits();
        long callsBefore = eventLoops.calls();
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(() -> {
            lock.lock();
            try {
                held.countDown();
                while (!lock.isSomebodyParked()) {
                    Thread.onSpinWait();
                }
            } finally {
                lock.unlock();
            }
        });
        holder.start();
        held.await();
        onThread("peristyle-io-7-2", () -> takeAndGiveBack(lock));
        holder.join();

        assertThat(eventLoops.lockWaits()).isGreaterThan(waitsBefore);
        assertThat(eventLoops.calls()).as(() -> eventLoops.places().toString()).isEqualTo(callsBefore);
    }

    @Test
    void findsABufferThatWasForgotten() throws InterruptedException {
        List<String> before = buffers.leaks();
        forget();

        assertThat(buffers.leaks()).hasSizeGreaterThan(before.size());
    }

    @Test
    void countsTheSocketsThatLeadToAPort() throws IOException {
        try (ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            List<Integer> ports = List.of(listener.getLocalPort());
            assertThat(Remains.sockets(ports)).isZero();
            try (Socket socket = new Socket(listener.getInetAddress(), listener.getLocalPort())) {
                assertThat(socket.isConnected()).isTrue();
                assertThat(Remains.sockets(ports)).isEqualTo(1);
            }
            assertThat(Remains.sockets(ports)).isZero();
        }
    }

    @Test
    void namesTheThreadsOfClients() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = new Thread(() -> await(end), "peristyle-callback-99");
        thread.start();
        assertThat(Remains.threads()).contains("peristyle-callback-99");
        end.countDown();
        thread.join();
        assertThat(Remains.threads()).doesNotContain("peristyle-callback-99");
    }

    private static void takeAndGiveBack(ReentrantLock lock) {
        lock.lock();
        try {
            assertThat(lock.isHeldByCurrentThread()).isTrue();
        } finally {
            lock.unlock();
        }
    }

    private static void forget() {
        ByteBuf lost = PooledByteBufAllocator.DEFAULT.directBuffer(16);
        lost.writeLong(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void onThread(String name, Runnable task) throws InterruptedException {
        Thread thread = new Thread(task, name);
        thread.start();
        thread.join();
    }

    /** Who stands in line may still be on the way to sleep, and is not counted if the lock is given back before. */
    private static final class WatchedLock extends ReentrantLock {
        private static final long serialVersionUID = 1L;

        boolean isSomebodyParked() {
            return getQueuedThreads().stream().anyMatch(thread -> thread.getState() == Thread.State.WAITING);
        }
    }
}
