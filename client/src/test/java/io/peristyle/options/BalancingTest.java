package io.peristyle.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BalancingTest {
    private static final int STATEMENTS = 60_000;

    @ParameterizedTest
    @CsvSource({
        "least_loaded, 1", "least_loaded, 2", "least_loaded, 10", "least_loaded, 100",
        "round_robin, 1", "round_robin, 10", "random, 1", "random, 10"
    })
    void sharesWorkEquallyAmongEqualServers(String policy, int concurrency) {
        int[] shares = Loads.ofWeights(1, 1, 1).shares(OptionWords.balancing("", policy), STATEMENTS, concurrency);

        for (int share : shares) {
            assertThat(share).isCloseTo(STATEMENTS / 3, within(STATEMENTS / 30));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "least_loaded, 1", "least_loaded, 8", "least_loaded, 32", "least_loaded, 100",
        "round_robin, 1", "round_robin, 10", "random, 1", "random, 10"
    })
    void sharesWorkInProportionToTheWeights(String policy, int concurrency) {
        int[] shares = Loads.ofWeights(1, 2, 3).shares(OptionWords.balancing("", policy), STATEMENTS, concurrency);

        for (int i = 0; i < shares.length; i++) {
            int due = STATEMENTS / 6 * (i + 1);
            assertThat(shares[i]).isCloseTo(due, within(due / 10));
        }
    }

    @Test
    void givesARecoveringServerLittleThatItIsNotFlooded() {
        int[] shares = Loads.ofWeights(1, 1, 0.1).shares(Balancing.leastLoaded(), STATEMENTS, 50);

        assertThat(shares[2]).isBetween(1, STATEMENTS / 10);
    }

    @Test
    void goesRoundSmoothly() {
        assertThat(Loads.ofWeights(1, 1, 1).choices(Balancing.roundRobin(), 6)).containsExactly(0, 1, 2, 0, 1, 2);
        assertThat(Loads.ofWeights(5, 1, 1).choices(Balancing.roundRobin(), 7)).containsExactly(0, 0, 1, 0, 2, 0, 0);
    }

    @Test
    void doesNotMakeUpForTheTimeInWhichAServerWasDown() {
        Balancing policy = Balancing.roundRobin();
        Loads loads = Loads.ofWeights(1, 1, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(policy.choose(loads.servers.subList(0, 2))).isBetween(0, 1);
        }

        assertThat(loads.choices(policy, 30)).filteredOn(choice -> choice == 2).hasSizeBetween(9, 11);
    }

    @Test
    void forgetsServersThatAreGone() {
        Balancing policy = Balancing.roundRobin();
        for (int i = 0; i < 1_000; i++) {
            Loads loads = Loads.ofWeights(1, 1);
            assertThat(loads.choices(policy, 2)).containsExactlyInAnyOrder(0, 1);
        }
    }

    @Test
    void keepsToThePrimaryWhateverItsLoad() {
        Loads loads = new Loads();
        loads.add(1, 100, 0, false);
        loads.add(1, 0, 10, true);

        assertThat(loads.choices(Balancing.inOrder(), 100)).containsOnly(0);
    }

    @Test
    void takesTheLessLoadedOfTwo() {
        Loads loads = new Loads();
        loads.add(1, 5, 0, true);
        loads.add(1, 4, 0, true);

        assertThat(loads.choices(Balancing.leastLoaded(), 100)).containsOnly(1);
    }

    @Test
    void prefersAServerWithRoomUnlessItIsClearlyMoreLoaded() {
        Loads even = new Loads();
        even.add(1, 4, 1, true);
        even.add(1, 3, 0, false);
        Loads uneven = new Loads();
        uneven.add(1, 5, 1, true);
        uneven.add(1, 3, 0, false);

        assertThat(even.choices(Balancing.leastLoaded(), 100)).containsOnly(0);
        assertThat(uneven.choices(Balancing.leastLoaded(), 100)).containsOnly(1);
    }

    @ParameterizedTest
    @MethodSource("policies")
    void isSharedByManyThreads(Balancing policy) {
        List<EndpointLoad> servers = Loads.ofWeights(1, 1, 1).servers;
        AtomicIntegerArray shares = new AtomicIntegerArray(3);
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(() -> {
                            for (int i = 0; i < STATEMENTS; i++) {
                                shares.incrementAndGet(policy.choose(servers));
                            }
                        }))
                        .limit(4)
                        .toArray(CompletableFuture[]::new))
                .join();

        int[] counted = {shares.get(0), shares.get(1), shares.get(2)};
        assertThat(Arrays.stream(counted).sum()).isEqualTo(4 * STATEMENTS);
        if (policy != Balancing.inOrder()) {
            for (int share : counted) {
                assertThat(share).isCloseTo(4 * STATEMENTS / 3, within(STATEMENTS / 8));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("policies")
    void allocatesNothing(Balancing policy) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        List<EndpointLoad> servers = Loads.ofWeights(1, 2, 3).servers;
        int choices = 100_000;
        long sum = choose(policy, servers, choices);
        long before = threads.getCurrentThreadAllocatedBytes();
        sum += choose(policy, servers, choices);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(sum).isNotNegative();
        assertThat(allocated).isLessThan(choices);
    }

    private static long choose(Balancing policy, List<EndpointLoad> servers, int times) {
        long sum = 0;
        for (int i = 0; i < times; i++) {
            sum += policy.choose(servers);
        }
        return sum;
    }

    static List<Balancing> policies() {
        return List.of(Balancing.leastLoaded(), Balancing.roundRobin(), Balancing.random(), Balancing.inOrder());
    }
}
