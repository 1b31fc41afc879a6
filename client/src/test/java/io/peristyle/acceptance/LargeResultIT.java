package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
final class LargeResultIT {
    private static final int HEAP_MEBIBYTES = 256;
    private static final long ROWS = 200_000_000;
    /** What buffers of sockets and the blocks kept ahead may hold. */
    private static final long BUFFERED_BYTES = 32L << 20;
    /** More than one block of the server's usual size, uncompressed. */
    private static final long BYTES_OF_A_BLOCK = 1L << 20;

    private static final Duration STANDSTILL = Duration.ofMillis(500);
    private static final int BLOCKS_TAKEN = 4;

    @Test
    void sumsTwoHundredMillionRowsInASmallHeap(ClickHouseServer server, Transport transport) throws IOException {
        String sql = "SELECT number FROM system.numbers_mt LIMIT " + ROWS
                // Of several threads' numbers LIMIT takes those that come first.
                + " SETTINGS max_threads = 1";
        try (ChildJvm child =
                ChildJvm.start(HEAP_MEBIBYTES, LargeResultReader.class, transport.url(server), "sum", sql)) {
            assertThat(child.answer()).isEqualTo(ROWS + " rows, sum " + ROWS / 2 * (ROWS - 1));
        }
    }

    @Test
    void readsNoFurtherThanItsConsumerAndEndsTheQueryWhenItIsCancelled(ClickHouseServer server, Transport transport)
            throws IOException {
        String id = UUID.randomUUID().toString();
        String sql = "SELECT number FROM system.numbers";
        try (FaultProxy proxy = transport.proxyTo(server);
                ChildJvm child = ChildJvm.start(
                        HEAP_MEBIBYTES,
                        LargeResultReader.class,
                        transport.url(proxy) + "?compress=none",
                        "slow",
                        sql,
                        id)) {
            for (int block = 1; block <= BLOCKS_TAKEN; block++) {
                assertThat(child.ask("take")).isEqualTo("block");
                awaitStandstill(proxy);
                assertThat(proxy.bytes(Direction.TO_CLIENT)).isLessThan(BUFFERED_BYTES + block * BYTES_OF_A_BLOCK);
            }
            assertThat(running(server, id)).isEqualTo("1");

            assertThat(child.ask("cancel")).isEqualTo("at rest");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> running(server, id).equals("0"));
        }
    }

    private static void awaitStandstill(FaultProxy proxy) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            long bytes = proxy.bytes(Direction.TO_CLIENT);
            await().atMost(STANDSTILL.plus(STANDSTILL)).pollDelay(STANDSTILL).until(() -> true);
            return proxy.bytes(Direction.TO_CLIENT) == bytes;
        });
    }

    private static String running(ClickHouseServer server, String queryId) {
        return server.http("SELECT count() FROM system.processes WHERE query_id = '" + queryId + "'")
                .strip();
    }
}
