package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.observe.PoolStats;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Threads and connections that clients hold. */
final class ClientResources {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration OFTEN = Duration.ofMillis(5);

    private ClientResources() {}

    /** The threads of all clients of this JVM. */
    static Set<Thread> threads() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        while (group.getParent() != null) {
            group = group.getParent();
        }
        Thread[] all = new Thread[2 * group.activeCount() + 100];
        return Stream.of(all)
                .limit(group.enumerate(all))
                .filter(thread -> thread.getName().startsWith("peristyle-"))
                .collect(Collectors.toSet());
    }

    /** The threads of clients that came after {@code earlier} were noted. */
    static Set<Thread> threadsSince(Set<Thread> earlier) {
        Set<Thread> since = new HashSet<>(threads());
        since.removeAll(earlier);
        return since;
    }

    /** Waits until nobody holds or awaits a connection. */
    static void awaitRest(ClickHouse db) {
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).pollInterval(OFTEN).untilAsserted(() -> {
            PoolStats stats = db.stats();
            assertThat(stats.inUse()).as("connections in use in %s", stats).isZero();
            assertThat(stats.pending()).as("callers waiting in %s", stats).isZero();
            assertThat(stats.opening())
                    .as("connections being opened in %s", stats)
                    .isZero();
            assertThat(stats.size()).as("connections in %s", stats).isEqualTo(stats.idle());
        });
    }
}
