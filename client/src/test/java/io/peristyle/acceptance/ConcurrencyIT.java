package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
final class ConcurrencyIT {
    private static final int CONNECTIONS = 20;
    private static final int QUERIES = 1_000;
    private static final int ROWS = 50;

    @Test
    void answersAThousandQueriesAtOnceOverTwentyConnectionsWithAHandfulOfThreads(
            ClickHouseServer server, Transport transport) {
        Set<Thread> before = ClientResources.threads();
        int threads = 0;
        try (FaultProxy proxy = transport.proxyTo(server);
                ClickHouse db = ClickHouse.connect(
                        transport.url(proxy) + "?acquire_timeout=2m&max_open_conns=" + CONNECTIONS)) {
            List<CompletableFuture<List<Long>>> answers = new ArrayList<>();
            for (long i = 0; i < QUERIES; i++) {
                answers.add(db.query("SELECT {first:UInt64} + number FROM numbers({rows:UInt64})")
                        .param("first", i * ROWS)
                        .param("rows", ROWS)
                        .list(Long.class));
            }
            for (int i = 0; i < QUERIES; i++) {
                long first = (long) i * ROWS;
                assertThat(answers.get(i).join())
                        .as("answer %s", i)
                        .containsExactlyElementsOf(
                                LongStream.range(first, first + ROWS).boxed().toList());
                threads = Math.max(threads, ClientResources.threadsSince(before).size());
            }

            assertThat(threads)
                    .as("threads of the client")
                    .isLessThanOrEqualTo(2 * Runtime.getRuntime().availableProcessors() + 4);
            assertThat(proxy.acceptedConnections()).isBetween(1, CONNECTIONS);
            assertThat(db.stats().size()).isLessThanOrEqualTo(CONNECTIONS);
            assertThat(db.stats().acquired()).isEqualTo(QUERIES);
            ClientResources.awaitRest(db);
        }
    }
}
