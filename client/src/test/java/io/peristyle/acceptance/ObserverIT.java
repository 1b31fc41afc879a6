package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.QueryEvent;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What observers and flight recordings are told, and that observers cannot hurt the client. */
@OnEveryServer
@OverEveryTransport
final class ObserverIT {
    private static final String SECRET = "hunter2";

    private final Transport transport;

    ObserverIT(Transport transport) {
        this.transport = transport;
    }

    @Test
    void tellsOfAStatementInTheOrderInWhichThingsHappen(ClickHouseServer server) {
        Noted noted = new Noted();
        try (ClickHouse db = connect(server, "", noted)) {
            Summary summary = db.query("SELECT number, {text:String} FROM numbers(3)")
                    .param("text", SECRET)
                    .queryId("observed-" + UUID.randomUUID())
                    .execute()
                    .join();
            await().until(() -> noted.events.size() == 5);

            assertThat(noted.events)
                    .extracting(event -> event.getClass().getSimpleName())
                    .containsExactly("Started", "Opened", "Acquired", "Released", "Ended");
            QueryEvent.Ended ended = (QueryEvent.Ended) noted.events.get(4);
            assertThat(ended.statement()).isEqualTo(((QueryEvent.Started) noted.events.get(0)).statement());
            assertThat(ended.statement().queryId()).isEqualTo(summary.queryId());
            assertThat(ended.statement().operation()).isEqualTo("SELECT");
            assertThat(ended.summary()).isEqualTo(summary);
            assertThat(ended.attempts()).isEqualTo(1);
            assertThat(ended.took()).isPositive();
            assertThat(noted.events.toString()).doesNotContain(SECRET);
        }
        await().until(() -> noted.events.size() == 6);
        assertThat(noted.events.get(5))
                .isInstanceOfSatisfying(
                        ConnectionEvent.Closed.class,
                        closed -> assertThat(closed.reason()).isEqualTo(ConnectionEvent.Reason.CLIENT_CLOSED));
    }

    @Test
    void tellsOfFailuresAndOfCancelledStatements(ClickHouseServer server) {
        Noted noted = new Noted();
        // Over HTTP the server would count for ever.
        String ending = transport == Transport.HTTP ? "?kill_on_cancel=true" : "";
        try (ClickHouse db = connect(server, ending, noted)) {
            assertThatThrownBy(() ->
                            db.query("SELECT * FROM nowhere_at_all").execute().join())
                    .hasMessageContaining("nowhere_at_all");
            CompletableFuture<Summary> endless =
                    db.query("SELECT count() FROM system.numbers").execute();
            await().until(() -> db.stats().inUse() == 1);
            endless.cancel(false);

            await().until(() -> noted.ended().size() == 2);
            assertThat(noted.ended().get(0).failure()).hasMessageContaining("nowhere_at_all");
            assertThat(noted.ended().get(1).isCancelled()).isTrue();
        }
    }

    @Test
    void aRecordingShowsStatementsWithoutTheirValues(ClickHouseServer server, @TempDir Path directory)
            throws IOException {
        Path file = directory.resolve("client.jfr");
        try (Recording recording = new Recording()) {
            recording.start();
            try (ClickHouse db = connect(server, "")) {
                db.query("SELECT '" + SECRET + "', {text:String}, sleep(0.01)")
                        .param("text", SECRET)
                        .execute()
                        .join();
                assertThatThrownBy(() ->
                                db.query("SELECT * FROM " + SECRET).execute().join())
                        .hasMessageContaining(SECRET);
            }
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.peristyle."))
                .toList();
        assertThat(events)
                .extracting(event -> event.getEventType().getName())
                .contains("io.peristyle.ConnectionOpened", "io.peristyle.ConnectionClosed");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.peristyle.Query"))
                .hasSize(2)
                .anySatisfy(event -> {
                    assertThat(event.getString("sql")).isEqualTo("SELECT ?, {text:String}, sleep(?)");
                    assertThat(event.getString("outcome")).isEqualTo("DONE");
                    assertThat(event.getString("endpoint")).endsWith(":" + transport.port(server));
                    assertThat(event.getDuration()).isGreaterThan(Duration.ofMillis(10));
                })
                .anySatisfy(event -> assertThat(event.getInt("errorCode")).isEqualTo(60));
    }

    @Test
    void anObserverThatThrowsHurtsNobody(ClickHouseServer server) {
        AtomicInteger calls = new AtomicInteger();
        try (ClickHouse db = connect(server, "", new ClientObserver() {
            @Override
            public void onQuery(QueryEvent event) {
                calls.incrementAndGet();
                throw new AssertionError("thrown by a test");
            }
        })) {
            for (int i = 0; i < 10; i++) {
                assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            }
            await().until(() -> calls.get() == 20);
            ClientResources.awaitRest(db);
        }
    }

    @Test
    void anObserverThatBlocksForEverDelaysNoStatementAndLeavesNoThread(ClickHouseServer server)
            throws InterruptedException {
        Set<Thread> before = ClientResources.threads();
        CountDownLatch inside = new CountDownLatch(1);
        ClickHouse db = connect(server, "", new ClientObserver() {
            @Override
            public void onLease(LeaseEvent event) {
                inside.countDown();
                awaitForEver();
            }
        });
        for (int i = 0; i < 100; i++) {
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        }
        assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
        db.close(Duration.ofMillis(200)).join();
        await().untilAsserted(
                        () -> assertThat(ClientResources.threadsSince(before)).isEmpty());
    }

    @Test
    void anObserverMayCloseTheClient(ClickHouseServer server) {
        Set<Thread> before = ClientResources.threads();
        CompletableFuture<ClickHouse> client = new CompletableFuture<>();
        client.complete(connect(server, "", new ClientObserver() {
            @Override
            public void onQuery(QueryEvent event) {
                if (event instanceof QueryEvent.Ended) {
                    client.join().close();
                }
            }
        }));
        assertThat(client.join().query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        await().untilAsserted(
                        () -> assertThat(ClientResources.threadsSince(before)).isEmpty());
    }

    @Test
    void anObserverMayUseTheClient(ClickHouseServer server) {
        CompletableFuture<ClickHouse> client = new CompletableFuture<>();
        List<Integer> answers = new CopyOnWriteArrayList<>();
        try (ClickHouse db = connect(server, "", new ClientObserver() {
            @Override
            public void onQuery(QueryEvent event) {
                if (event instanceof QueryEvent.Ended && answers.size() < 3) {
                    answers.add(
                            client.join().query("SELECT 7").value(Integer.class).join());
                }
            }
        })) {
            client.complete(db);
            db.query("SELECT 1").execute().join();
            await().until(() -> answers.equals(List.of(7, 7, 7)));
        }
    }

    private ClickHouse connect(ClickHouseServer server, String options, ClientObserver... observers) {
        var builder = ClickHouse.builder().url(transport.url(server) + options);
        for (ClientObserver observer : observers) {
            builder.observer(observer);
        }
        return ClickHouse.connect(builder.build());
    }

    @SuppressWarnings("Interruption")
    private static void awaitForEver() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps what it is told. */
    private static final class Noted implements ClientObserver {
        private final List<Object> events = new CopyOnWriteArrayList<>();

        @Override
        public void onConnection(ConnectionEvent event) {
            events.add(event);
        }

        @Override
        public void onLease(LeaseEvent event) {
            events.add(event);
        }

        @Override
        public void onQuery(QueryEvent event) {
            events.add(event);
        }

        private List<QueryEvent.Ended> ended() {
            List<QueryEvent.Ended> ended = new ArrayList<>();
            for (Object event : events) {
                if (event instanceof QueryEvent.Ended end) {
                    ended.add(end);
                }
            }
            return ended;
        }
    }
}
