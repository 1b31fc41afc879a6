package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Queries over HTTP that are given up, with the option that has the server told. */
@OnEveryServer
final class KillOnCancelIT {
    /** Writes nothing before its end, so that the server does not find out by itself. */
    private static final String ENDLESS = "SELECT max(number) FROM system.numbers";

    private final String id = UUID.randomUUID().toString();

    @Test
    void endOnTheServerWhenTheyAreCancelled(@PrivateServer ClickHouseServer server) {
        try (ClickHouse db = connect(server)) {
            CompletableFuture<Summary> endless = db.query(ENDLESS).queryId(id).execute();
            await().until(() -> isRunning(server));
            endless.cancel(false);

            await().atMost(Duration.ofSeconds(20)).until(() -> !isRunning(server));
            ClientResources.awaitRest(db);
        }
    }

    @Test
    void endOnTheServerWhenTheirTimeIsOver(@PrivateServer ClickHouseServer server) {
        try (ClickHouse db = connect(server)) {
            Query query = db.query(ENDLESS).queryId(id).timeout(Duration.ofSeconds(2));
            assertThat(query.execute()).failsWithin(Duration.ofSeconds(20));

            await().atMost(Duration.ofSeconds(20)).until(() -> !isRunning(server));
        }
    }

    @Test
    void endOnTheServerWhenItWasSilentForTooLong(@PrivateServer ClickHouseServer server) {
        try (ClickHouse db = connect(server, "&read_timeout=1s")) {
            Query query = db.query(ENDLESS).queryId(id).setting("send_progress_in_http_headers", 0);
            assertThat(query.execute()).failsWithin(Duration.ofSeconds(20));

            await().atMost(Duration.ofSeconds(20)).until(() -> !isRunning(server));
        }
    }

    private static ClickHouse connect(ClickHouseServer server) {
        return connect(server, "");
    }

    private static ClickHouse connect(ClickHouseServer server, String options) {
        ClickHouse db = ClickHouse.connect(Transport.HTTP.url(server) + "?kill_on_cancel=true" + options);
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        return db;
    }

    private boolean isRunning(ClickHouseServer server) {
        return server.http("SELECT count() FROM system.processes WHERE query_id = '" + id + "'")
                .strip()
                .equals("1");
    }
}
