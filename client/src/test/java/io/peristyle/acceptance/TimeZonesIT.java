package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.Test;

/** Local times that go to servers of several time zones, into a column without one. */
final class TimeZonesIT {
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 15, 12, 0);
    private static final int INSERTS = 40;

    /** One that is written. */
    public record Visit(LocalDateTime at) {}

    @Test
    void aLocalTimeIsStoredAsTheServerThatItGoesToUnderstandsIt() {
        try (ClickHouseServer tokyo = server("Asia/Tokyo");
                ClickHouseServer oslo = server("Europe/Oslo");
                ClickHouse db = ClickHouse.connect("clickhouse://" + tokyo.host() + ":" + tokyo.tcpPort() + ","
                        + oslo.host() + ":" + oslo.tcpPort() + "?max_open_conns=8")) {
            List<CompletableFuture<?>> inserts = new ArrayList<>();
            for (int i = 0; i < INSERTS; i++) {
                inserts.add(db.insert("visits").records(List.of(new Visit(NOON))));
                try (SubmissionPublisher<Visit> publisher = new SubmissionPublisher<>()) {
                    inserts.add(db.insert("visits").from(publisher, Visit.class));
                    publisher.submit(new Visit(NOON));
                }
            }
            inserts.forEach(CompletableFuture::join);

            int stored = 0;
            for (ClickHouseServer server : List.of(tokyo, oslo)) {
                String[] answer = server.http("SELECT count(), min(toString(at)), max(toString(at)) FROM visits")
                        .strip()
                        .split("\t");
                assertThat(Integer.parseInt(answer[0])).as("rows of one server").isPositive();
                assertThat(answer).endsWith("2026-01-15 12:00:00", "2026-01-15 12:00:00");
                stored += Integer.parseInt(answer[0]);
            }
            assertThat(stored).isEqualTo(2 * INSERTS);
        }
    }

    @Test
    void theServersZoneMayBeOneThatOlderJdksKnowByOffsetAlone() {
        try (ClickHouseServer est = server("EST")) {
            for (String url : List.of(
                    "clickhouse://" + est.host() + ":" + est.tcpPort(),
                    "http://" + est.host() + ":" + est.httpPort())) {
                try (ClickHouse db = ClickHouse.connect(url)) {
                    assertThat(db.query("SELECT toDateTime(0)")
                                    .value(LocalDateTime.class)
                                    .join())
                            .as(url)
                            .isEqualTo(LocalDateTime.of(1969, 12, 31, 19, 0));
                }
            }
        }
    }

    private static ClickHouseServer server(String zone) {
        ClickHouseServer server = ClickHouseServer.start(ServerOptions.builder(ServerVersion.LEGACY)
                .serverSetting("timezone", zone)
                .build());
        server.http("CREATE TABLE visits (at DateTime) ENGINE = Memory");
        return server;
    }
}
