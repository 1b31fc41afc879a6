package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ConnectionException;
import io.peristyle.query.Cursor;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A reader over HTTP that stops for longer than the server waits; 18.16 cannot be told to wait for less than half an hour. */
@OnServer(ServerVersion.MODERN)
final class HttpSlowReaderIT {
    private static final int ROWS = 10_000;

    @Test
    void isToldWhyItsAnswerEndedBehindWhatHadArrived(@PrivateServer ClickHouseServer server) {
        String id = UUID.randomUUID().toString();
        try (ClickHouse db = ClickHouse.connect(Transport.HTTP.url(server));
                Cursor cursor = db.query("SELECT number FROM system.numbers")
                        .queryId(id)
                        .setting("http_send_timeout", 1)
                        .cursor()) {
            assertThat(cursor.next(1).join()).hasSize(1);
            await().atMost(Duration.ofSeconds(60)).until(() -> !isRunning(server, id));

            long[] next = {1};
            Throwable failure = catchThrowable(() -> {
                while (true) {
                    for (Row row : cursor.next(ROWS).join()) {
                        assertThat(row.longValue(0)).isEqualTo(next[0]++);
                    }
                }
            });
            assertThat(failure)
                    .hasCauseInstanceOf(ConnectionException.class)
                    .hasMessageContaining("had stopped reading");
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            ClientResources.awaitRest(db);
        }
    }

    private static boolean isRunning(ClickHouseServer server, String id) {
        List<String> lines = server.http("SELECT count() FROM system.processes WHERE query_id = '" + id + "'")
                .lines()
                .toList();
        return !lines.equals(List.of("0"));
    }
}
