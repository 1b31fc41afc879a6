package io.peristyle.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.EndpointEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.QueryEvent;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TelemetryTest {
    private static final int MANY = 100_000;
    private static final QueryEvent.Statement STATEMENT = new QueryEvent.Statement("id", "SELECT", "SELECT 1", "");

    private final ExecutorService executor = Executors.newFixedThreadPool(4);

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void tellsEveryObserverInOrder() {
        Told first = new Told();
        Told second = new Told();
        Telemetry telemetry = new Telemetry(List.of(first, second), executor);
        List<Object> sent = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            LeaseEvent event = released(i);
            sent.add(event);
            telemetry.onLease(event);
        }
        telemetry.drained().join();
        assertThat(first.events).isEqualTo(sent);
        assertThat(second.events).isEqualTo(sent);
    }

    @Test
    void runsNothingOnTheThreadThatEmits() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Told told = new Told();
        Telemetry telemetry = new Telemetry(List.of(told), tasks::add);
        telemetry.onLease(released(1));
        telemetry.onLease(released(2));
        assertThat(told.events).isEmpty();
        assertThat(tasks).hasSize(1);
        tasks.remove().run();
        assertThat(told.events).hasSize(2);
    }

    @Test
    void goesOnCallingAnObserverThatThrows() {
        AtomicInteger calls = new AtomicInteger();
        Told other = new Told();
        ClientObserver throwing = new ClientObserver() {
            @Override
            public void onLease(LeaseEvent event) {
                switch (calls.incrementAndGet() % 3) {
                    case 0 -> throw new AssertionError("thrown by a test");
                    case 1 -> undeclared(new IOException("thrown by a test"));
                    default -> throw new IllegalStateException("thrown by a test");
                }
            }

            // As languages do that have no checked exceptions.
            @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
            private static <E extends Throwable> void undeclared(Throwable thrown) throws E {
                throw (E) thrown;
            }
        };
        Telemetry telemetry = new Telemetry(List.of(throwing, other), executor);
        for (int i = 0; i < 100; i++) {
            telemetry.onLease(released(i));
        }
        telemetry.drained().join();
        assertThat(calls).hasValue(100);
        assertThat(other.events).hasSize(100);
    }

    @Test
    void anObserverThatBlocksForEverHurtsOnlyItself() throws InterruptedException {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Told other = new Told();
        ClientObserver blocking = new ClientObserver() {
            @Override
            public void onLease(LeaseEvent event) {
                inside.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    interrupted.countDown();
                }
            }
        };
        Telemetry telemetry = new Telemetry(List.of(blocking, other), executor);
        for (int i = 0; i < 1000; i++) {
            telemetry.onLease(released(i));
        }
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        await().until(() -> other.events.size() == 1000);
        assertThat(telemetry.drained()).isNotDone();

        telemetry.stop();
        assertThat(telemetry.drained()).isDone();
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anInterruptMeantForAnObserverDoesNotReachTheNextTaskOfItsThread() throws Exception {
        ExecutorService one = Executors.newSingleThreadExecutor();
        CountDownLatch inside = new CountDownLatch(1);
        AtomicBoolean goOn = new AtomicBoolean();
        Telemetry telemetry = new Telemetry(
                List.of(new ClientObserver() {
                    @Override
                    public void onLease(LeaseEvent event) {
                        inside.countDown();
                        while (!goOn.get()) {
                            Thread.onSpinWait();
                        }
                    }
                }),
                one);
        telemetry.onLease(released(1));
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        telemetry.stop();
        goOn.set(true);
        assertThat(one.submit(() -> Thread.currentThread().isInterrupted()).get())
                .isFalse();
        one.shutdown();
    }

    @Test
    void dropsAndCountsWhatASlowObserverHasNoRoomFor() {
        Queue<Runnable> tasks = new ArrayDeque<>();
        Told told = new Told();
        Telemetry telemetry = new Telemetry(List.of(told), tasks::add);
        for (int i = 0; i < MANY; i++) {
            telemetry.onLease(released(i));
        }
        assertThat(tasks).hasSize(1);
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
        assertThat(told.events).hasSize(ObserverQueue.CAPACITY);
        assertThat(told.dropped).hasValue(MANY - ObserverQueue.CAPACITY);
    }

    @Test
    void tellsOfOrCountsEveryEventWhoeverEmitsAndHoweverSlowTheObserverIs() throws InterruptedException {
        AtomicLong told = new AtomicLong();
        AtomicLong dropped = new AtomicLong();
        Telemetry telemetry = new Telemetry(
                List.of(new ClientObserver() {
                    @Override
                    public void onLease(LeaseEvent event) {
                        if (told.incrementAndGet() % 5000 == 0) {
                            LockSupport.parkNanos(1_000_000);
                        }
                    }

                    @Override
                    public void onDropped(long events) {
                        dropped.addAndGet(events);
                    }
                }),
                executor);
        Thread[] emitters = new Thread[4];
        for (int i = 0; i < emitters.length; i++) {
            emitters[i] = new Thread(() -> {
                for (int n = 0; n < MANY; n++) {
                    telemetry.onLease(released(n));
                }
            });
            emitters[i].start();
        }
        for (Thread emitter : emitters) {
            emitter.join();
        }
        telemetry.drained().join();
        assertThat(told.get() + dropped.get()).isEqualTo(4L * MANY);
    }

    @Test
    void asksNobodyWhoDoesNotWantStatementsOrLeases() {
        Told few = new Told() {
            @Override
            public boolean wantsLeases() {
                return false;
            }

            @Override
            public boolean wantsQueries() {
                return false;
            }
        };
        Telemetry telemetry = new Telemetry(List.of(few), executor);
        assertThat(telemetry.wantsLeases()).isFalse();
        assertThat(telemetry.wantsQueries()).isFalse();
        Telemetry both = new Telemetry(List.of(few, new Told()), executor);
        assertThat(both.wantsLeases()).isTrue();
        assertThat(both.wantsQueries()).isTrue();

        both.onLease(released(1));
        both.onQuery(new QueryEvent.Started(STATEMENT));
        ConnectionEvent opened = new ConnectionEvent.Opened(Told.ENDPOINT, Duration.ZERO);
        both.onConnection(opened);
        both.drained().join();
        assertThat(few.events).containsExactly(opened);
    }

    @Test
    void anObserverMayEmitAndStopFromWithin() {
        List<Telemetry> self = new ArrayList<>();
        AtomicInteger calls = new AtomicInteger();
        self.add(new Telemetry(
                List.of(new ClientObserver() {
                    @Override
                    public void onEndpoint(EndpointEvent event) {
                        if (calls.incrementAndGet() < 10) {
                            self.get(0).onEndpoint(event);
                        } else {
                            self.get(0).stop();
                        }
                    }
                }),
                executor));
        self.get(0).onEndpoint(new EndpointEvent(Told.ENDPOINT, EndpointEvent.Change.ADDED));
        await().until(() -> calls.get() == 10);
        self.get(0).drained().join();
        self.get(0).onEndpoint(new EndpointEvent(Told.ENDPOINT, EndpointEvent.Change.ADDED));
        assertThat(calls).hasValue(10);
    }

    @Test
    void anExecutorThatRefusesDoesNotReachTheEmitter() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        Told told = new Told();
        Telemetry telemetry = new Telemetry(List.of(told), task -> {
            if (refuses.get()) {
                throw new RejectedExecutionException("refused by a test");
            }
            task.run();
        });
        telemetry.onLease(released(1));
        refuses.set(false);
        telemetry.onLease(released(2));
        assertThat(told.events).hasSize(2);
    }

    private static LeaseEvent released(int number) {
        return new LeaseEvent.Released(Told.ENDPOINT, Duration.ofNanos(number));
    }
}
