package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.OverloadException;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
final class BackgroundInsertIT {
    private static final int OFTEN = 1_000;

    private final ClickHouseServer server;
    private final Transport transport;

    BackgroundInsertIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    record Visit(long userId, String pageName) {}

    @BeforeEach
    void createTable() {
        server.http("DROP TABLE IF EXISTS background_visits");
        server.http("CREATE TABLE background_visits (user_id Int64, page_name String) ENGINE = Memory");
    }

    @AfterEach
    void dropTable() {
        server.http("DROP TABLE background_visits");
    }

    @Test
    void sendsRecordsThatWaitWhenTheClientIsClosed() {
        CompletableFuture<Summary> last;
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?background_connections=1")) {
            BackgroundInsert visits = db.insert("background_visits").inBackground();
            List<Visit> reused = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                reused.clear();
                reused.add(new Visit(i, "a"));
                reused.add(new Visit(i, "b"));
                var unused = visits.records(reused);
            }
            last = visits.records(List.of(new Visit(20, "c")));
        }
        assertThat(last.join().rows()).isEqualTo(1);
        assertThat(server.http("SELECT count(), uniqExact(user_id), max(page_name) FROM background_visits")
                        .strip())
                .isEqualTo("41\t21\tc");
    }

    @Test
    void countsTheBytesOfTheValuesInRecords() {
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?background_insert_bytes=1KiB")) {
            BackgroundInsert visits = db.insert("background_visits").inBackground();

            assertThatThrownBy(() -> visits.records(List.of(new Visit(1, "x".repeat(1_000))))
                            .join())
                    .hasCauseInstanceOf(OverloadException.class)
                    .hasMessageContaining("1048 more bytes");
            assertThat(visits.records(List.of(new Visit(1, "x".repeat(900))))
                            .join()
                            .rows())
                    .isEqualTo(1);
            assertThat(visits.records(List.of()).join().rows()).isZero();
        }
    }

    /** Nothing in it can be a column. */
    public static final class Nothing {}

    @Test
    void tellsOfObjectsThatCannotBeRows() {
        List<LostInsertEvent> lost = new CopyOnWriteArrayList<>();
        ClientObserver observer = new ClientObserver() {
            @Override
            public void onLostInsert(LostInsertEvent event) {
                lost.add(event);
            }
        };
        try (ClickHouse db = ClickHouse.connect(ClickHouse.builder()
                .url(transport.url(server))
                .observer(observer)
                .build())) {
            var unused = db.insert("background_visits").inBackground().records(List.of(new Nothing(), new Nothing()));
        }

        assertThat(lost)
                .hasSize(1)
                .first()
                .satisfies(event -> assertThat(event.rows()).isEqualTo(2));
    }

    /** A visit that can be read so many times. */
    public static final class Draft {
        private final AtomicInteger readings = new AtomicInteger();
        private long userId;
        private String pageName = "";

        public long getUserId() {
            return userId;
        }

        public void setUserId(long id) {
            userId = id;
        }

        public String getPageName() {
            if (readings.getAndDecrement() <= 0) {
                throw new IllegalStateException("a draft, says a test");
            }
            return pageName;
        }

        public void setPageName(String name) {
            pageName = name;
        }
    }

    @Test
    void whatAnAccessorThrowsIsThrownAtOnceAndLeavesNothingBehind() {
        Draft unfinished = draft(2, 0);
        List<Draft> batch = List.of(finished(1), unfinished, finished(3));
        try (ClickHouse db =
                ClickHouse.connect(transport.url(server) + "?background_connections=1&background_inserts=1")) {
            BackgroundInsert visits = db.insert("background_visits").inBackground();
            assertThatThrownBy(() -> visits.records(batch))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a draft, says a test");

            unfinished.readings.set(OFTEN);
            assertThat(visits.records(batch).join().rows()).isEqualTo(3);
        }
        assertStored("3\t6");
    }

    @Test
    void anAccessorThatThrowsWhenItsInsertIsSentFailsThatInsertOnly() {
        // Its bytes are counted, and then it is to be sent.
        Draft reopened = draft(2, 1);
        List<LostInsertEvent> lost = new CopyOnWriteArrayList<>();
        CompletableFuture<Summary> last;
        try (ClickHouse db = ClickHouse.connect(ClickHouse.builder()
                .url(transport.url(server) + "?background_connections=1")
                .observer(new ClientObserver() {
                    @Override
                    public void onLostInsert(LostInsertEvent event) {
                        lost.add(event);
                    }
                })
                .build())) {
            BackgroundInsert visits = db.insert("background_visits").inBackground();
            CompletableFuture<Summary> failing = visits.records(List.of(finished(1), reopened));
            last = visits.records(List.of(finished(3)));
            assertThatThrownBy(failing::join).hasRootCauseMessage("a draft, says a test");
        }
        assertThat(last.join().rows()).isEqualTo(1);
        assertThat(lost).hasSize(1);
        assertStored("1\t3");
    }

    private static Draft finished(long userId) {
        return draft(userId, OFTEN);
    }

    private static Draft draft(long userId, int readings) {
        Draft draft = new Draft();
        draft.setUserId(userId);
        draft.setPageName("written");
        draft.readings.set(readings);
        return draft;
    }

    private void assertStored(String countAndSum) {
        assertThat(server.http("SELECT count(), sum(user_id) FROM background_visits")
                        .strip())
                .isEqualTo(countAndSum);
    }
}
