package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.query.Summary;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import io.peristyle.type.ClickHouseType;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Statements whose connection is cut on the way. */
@OnEveryServer
@OverEveryTransport
final class RetryIT {
    private static final Duration TIME = Duration.ofMillis(500);

    private final Transport transport;
    private ClickHouseServer server;
    private FaultProxy proxy;
    private ClickHouse db;

    RetryIT(Transport transport) {
        this.transport = transport;
    }

    @BeforeEach
    void connect(@PrivateServer(ofClass = true) ClickHouseServer server) {
        this.server = server;
        proxy = transport.proxyTo(server);
        db = ClickHouse.connect(transport.url(proxy) + "?compress=none&max_open_conns=1");
        // Bytes are counted from each connection's start: the next one is to reach its end before it is cut as well.
        numbers(200_000).execute().join();
    }

    @AfterEach
    void leavesNothingBehind() {
        proxy.heal();
        ClientResources.awaitRest(db);
        db.close();
        proxy.close();
    }

    @Test
    void aReadThatIsCutBeforeItsFirstByteIsRepeated() {
        proxy.cutAfter(Direction.TO_CLIENT, proxy.bytes(Direction.TO_CLIENT), Cut.FIN);
        Summary summary = numbers(1_000).execute().join();

        assertThat(summary.rows()).isEqualTo(1_000);
        assertThat(summary.attempts()).isEqualTo(2);
        assertThat(summary.endpoints()).hasSize(2).containsOnly(place());
    }

    @Test
    void aReadThatIsCutWithinItsFirstBlockIsRepeatedAndItsRowsComeOnce() {
        proxy.cutAfter(Direction.TO_CLIENT, proxy.bytes(Direction.TO_CLIENT) + 5_000, Cut.FIN);
        AtomicLong sum = new AtomicLong();
        Summary summary = numbers(50_000)
                .forEachBlock(block -> {
                    for (long number : block.longs(0)) {
                        sum.addAndGet(number);
                    }
                })
                .join();

        assertThat(summary.attempts()).isEqualTo(2);
        assertThat(sum).hasValue(50_000L * 49_999 / 2);
    }

    @Test
    void aReadThatIsCutBehindRowsThatWereHandedOutIsNotRepeated() {
        proxy.cutAfter(Direction.TO_CLIENT, proxy.bytes(Direction.TO_CLIENT) + 1_400_000, Cut.FIN);
        AtomicLong rows = new AtomicLong();
        ClickHouseException failure = failureOf(numbers(1_000_000).forEachBlock(block -> rows.addAndGet(block.rows())));

        assertThat(failure).isInstanceOf(ConnectionException.class);
        assertThat(failure.attempts()).isEqualTo(1);
        assertThat(rows.get()).isPositive().isLessThan(1_000_000);
    }

    @Test
    void aFailureTellsOfAllAttempts() {
        try (ClickHouse fresh = ClickHouse.connect(transport.url(proxy) + "?max_open_conns=1")) {
            long before = proxy.bytes(Direction.TO_CLIENT);
            fresh.server().join();
            long handshake = proxy.bytes(Direction.TO_CLIENT) - before;
            // Over HTTP it is but the first connection that asks who the server is.
            proxy.cutAfter(Direction.TO_CLIENT, transport == Transport.NATIVE ? handshake + 1 : 1, Cut.FIN);
            ClickHouseException failure = failureOf(fresh.query("SELECT 1").execute());

            assertThat(failure).isInstanceOf(ConnectionException.class);
            assertThat(failure.attempts()).isEqualTo(3);
            assertThat(failure.endpoints()).hasSize(3).containsOnly(place());
            assertThat(failure.getSuppressed()).hasSize(2);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            assertThat(failure.isRetrySafe()).isTrue();
        }
    }

    @Test
    void aStatementEndsAtItsDeadlineThoughTheServerSaysNothing() {
        proxy.pause(Direction.TO_CLIENT);
        long started = System.nanoTime();
        ClickHouseException failure = failureOf(numbers(1).timeout(TIME).execute());
        Duration took = Duration.ofNanos(System.nanoTime() - started);

        assertThat(failure).isInstanceOf(OperationTimeoutException.class);
        assertThat(took).isBetween(TIME.minusMillis(5), TIME.plusMillis(300));
        proxy.resume(Direction.TO_CLIENT);
    }

    @Test
    void nothingIsStoredOfAFirstBlockThatWasCut() {
        server.http("DROP TABLE IF EXISTS cut_blocks");
        server.http("CREATE TABLE cut_blocks (id Int64) ENGINE = Memory");
        for (int megabytes : new int[] {1, 20, 40}) {
            proxy.cutAfter(Direction.TO_SERVER, megabytes * 1_000_000L, Cut.RST);
            ClickHouseException failure = failureOf(db.insert("cut_blocks").block(bigBlock()));

            assertThat(failure).isInstanceOf(ConnectionException.class);
            awaitEndOfInserts();
            // The last bytes may all be in the buffers of the operating system when the end comes.
            if (megabytes == 1) {
                assertThat(failure.outcome())
                        .isEqualTo(transport == Transport.NATIVE ? Outcome.NOT_EXECUTED : Outcome.POSSIBLY_PARTIAL);
            }
            assertThat(server.http("SELECT count() FROM cut_blocks").strip())
                    .as("cut after %s MB", megabytes)
                    .isEqualTo("0");
            proxy.heal();
            numbers(1).execute().join();
        }
    }

    private static Block bigBlock() {
        Column column = Objects.requireNonNull(
                new CodecRegistry(ZoneOffset.UTC).wrap(ClickHouseType.parse("Int64"), new long[6_000_000]));
        return new Block(column.size(), List.of("id"), List.of(column));
    }

    private void awaitEndOfInserts() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> server.http("SELECT count() FROM system.processes WHERE query LIKE 'INSERT INTO%'")
                        .strip()
                        .equals("0"));
    }

    private Query numbers(int count) {
        return db.query("SELECT number FROM system.numbers LIMIT " + count);
    }

    private Endpoint place() {
        return new Endpoint(proxy.host(), proxy.port());
    }

    private static ClickHouseException failureOf(CompletableFuture<Summary> future) {
        return future.handle((summary, failure) -> {
                    assertThat(failure).isInstanceOf(ClickHouseException.class);
                    return (ClickHouseException) failure;
                })
                .join();
    }
}
