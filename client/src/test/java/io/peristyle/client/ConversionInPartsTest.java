package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConversionInPartsTest {
    private final ExecutorService other = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        other.shutdownNow();
    }

    @Test
    void resultsComeInOrderWhoeverMadeThem() {
        for (int parts = 1; parts < 200; parts++) {
            assertThat(ConversionInParts.run(parts, () -> part -> part, other))
                    .isEqualTo(IntStream.range(0, parts).boxed().toList());
        }
    }

    @Test
    void anotherThreadTakesAPart() {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        CountDownLatch both = new CountDownLatch(2);
        ConversionInParts.run(
                2,
                () -> part -> {
                    threads.add(Thread.currentThread());
                    both.countDown();
                    return awaited(both);
                },
                other);
        assertThat(threads).hasSize(2).contains(Thread.currentThread());
    }

    @Test
    void aThreadThatNeverComesIsNotWaitedFor() {
        assertThat(ConversionInParts.run(3, () -> part -> part, task -> {})).containsExactly(0, 1, 2);
    }

    @Test
    void aThreadThatComesTooLateFindsNothingToDo() {
        Runnable[] late = new Runnable[1];
        Set<Integer> done = ConcurrentHashMap.newKeySet();
        IntFunction<Boolean> once = done::add;
        assertThat(ConversionInParts.run(3, () -> once, task -> late[0] = task)).containsOnly(true);
        late[0].run();
        assertThat(done).hasSize(3);
    }

    @Test
    void anExecutorThatRunsTasksAtOnceHasTheCallerDoAll() {
        assertThat(ConversionInParts.run(3, () -> part -> Thread.currentThread(), Runnable::run))
                .containsOnly(Thread.currentThread());
    }

    @Test
    void theFirstOfTheFailuresIsThrown() {
        for (int run = 0; run < 200; run++) {
            assertThatThrownBy(() -> ConversionInParts.run(
                            20,
                            () -> part -> {
                                if (part >= 7) {
                                    throw new IllegalStateException("part " + part);
                                }
                                return part;
                            },
                            other))
                    .hasMessage("part 7");
        }
    }

    @Test
    void aCheckedExceptionThatNobodyDeclaredIsTheCause() {
        IOException undeclared = new IOException("of the user's code");
        assertThatThrownBy(() -> ConversionInParts.run(
                        2,
                        () -> part -> ConversionInPartsTest.<RuntimeException, Integer>undeclared(undeclared),
                        other))
                .isInstanceOf(IllegalStateException.class)
                .hasCause(undeclared);
    }

    /** Throws what it is given, as code in languages without checked exceptions does. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable, R> R undeclared(Throwable failure) throws E {
        throw (E) failure;
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
