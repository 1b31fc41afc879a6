package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ClientOptions;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Requires;
import io.peristyle.testkit.ServerFeature;
import io.peristyle.testkit.Transport;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Wall times of a statement that has a time zone of its own; the servers' is UTC. */
@OnEveryServer
@OverEveryTransport
@Requires(ServerFeature.SESSION_TIMEZONE)
class SessionTimeZoneIT {
    private static final String EPOCH = "SELECT toDateTime(0) AS at";
    private static final LocalDateTime IN_UTC = LocalDateTime.of(1970, 1, 1, 0, 0);
    private static final LocalDateTime IN_TOKYO = IN_UTC.plusHours(9);
    private static final LocalDateTime NOON = LocalDateTime.of(2026, 1, 2, 12, 0);

    private final ClickHouseServer server;
    private final Transport transport;
    private ClickHouse db;

    SessionTimeZoneIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    record Event(LocalDateTime at) {}

    @BeforeEach
    void connect() {
        db = ClickHouse.connect(transport.url(server) + "?max_open_conns=1");
        server.http("DROP TABLE IF EXISTS zoned_events");
        server.http("CREATE TABLE zoned_events (at DateTime) ENGINE = Memory");
    }

    @AfterEach
    void close() {
        db.close();
        server.http("DROP TABLE zoned_events");
    }

    @Test
    void areReadInTheZoneOfTheStatementAndOfNoOther() {
        for (int i = 0; i < 2; i++) {
            assertThat(db.query(EPOCH)
                            .setting("session_timezone", "Asia/Tokyo")
                            .value(LocalDateTime.class)
                            .join())
                    .isEqualTo(IN_TOKYO);
            assertThat(db.query(EPOCH).value(LocalDateTime.class).join()).isEqualTo(IN_UTC);
        }
    }

    @ParameterizedTest
    @CsvSource({"EST, 1969-12-31T19:00", "Fixed/UTC+05:30:00, 1970-01-01T05:30"})
    void areReadInZonesThatOlderJdksKnowByOffsetAlone(String zone, LocalDateTime local) {
        assertThat(db.query(EPOCH)
                        .setting("session_timezone", zone)
                        .value(LocalDateTime.class)
                        .join())
                .isEqualTo(local);
    }

    @Test
    void areReadInTheZoneOfTheColumnIfItHasOne() {
        assertThat(db.query("SELECT toDateTime(0, 'America/New_York')")
                        .setting("session_timezone", "Asia/Tokyo")
                        .value(LocalDateTime.class)
                        .join())
                .isEqualTo(IN_UTC.minusHours(5));
    }

    @Test
    void areInsertedInTheZoneOfTheStatement() {
        db.insert("zoned_events")
                .setting("session_timezone", "Asia/Tokyo")
                .records(List.of(new Event(NOON)))
                .join();
        assertThat(stored()).isEqualTo("2026-01-02 03:00:00");

        server.http("TRUNCATE TABLE zoned_events");
        CompletableFuture<Summary> published;
        try (SubmissionPublisher<Event> publisher = new SubmissionPublisher<>()) {
            published = db.insert("zoned_events")
                    .setting("session_timezone", "Asia/Tokyo")
                    .from(publisher, Event.class);
            publisher.submit(new Event(NOON));
        }
        published.join();
        assertThat(stored()).isEqualTo("2026-01-02 03:00:00");

        server.http("TRUNCATE TABLE zoned_events");
        db.insert("zoned_events").records(List.of(new Event(NOON))).join();
        assertThat(stored()).isEqualTo("2026-01-02 12:00:00");
    }

    @Test
    void areReadInTheZoneOfTheClient() {
        try (ClickHouse tokyo = ClickHouse.connect(ClientOptions.builder()
                .url(transport.url(server))
                .setting("session_timezone", "Asia/Tokyo")
                .build())) {
            assertThat(tokyo.query(EPOCH).value(LocalDateTime.class).join()).isEqualTo(IN_TOKYO);
            assertThat(tokyo.query(EPOCH).list(Event.class).join()).containsExactly(new Event(IN_TOKYO));
            assertThat(tokyo.query(EPOCH)
                            .setting("session_timezone", "")
                            .value(LocalDateTime.class)
                            .join())
                    .isEqualTo(IN_UTC);
        }
    }

    @Test
    void needAZoneThatThisJvmKnows() {
        assertThatThrownBy(() -> db.query(EPOCH)
                        .setting("session_timezone", "Mars/Olympus")
                        .value(LocalDateTime.class)
                        .join())
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(ConfigurationException.class),
                        thrown -> assertThat(thrown).hasCauseInstanceOf(ConfigurationException.class))
                .hasMessageContaining("Mars/Olympus");
        assertThat(db.query(EPOCH).value(LocalDateTime.class).join()).isEqualTo(IN_UTC);
    }

    private String stored() {
        return server.http("SELECT at FROM zoned_events").strip();
    }
}
