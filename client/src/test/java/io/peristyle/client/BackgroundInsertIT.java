package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.OverloadException;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
final class BackgroundInsertIT {
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
}
