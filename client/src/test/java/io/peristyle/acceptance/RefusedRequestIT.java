package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Statements that servers refuse before they have read all of the request, and then close the connection. */
@OnEveryServer
@OverEveryTransport
final class RefusedRequestIT {
    private static final int TIMES = 50;

    private final ClickHouseServer server;
    private final Transport transport;

    RefusedRequestIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    @Test
    void doNotFailTheStatementThatComesNext() {
        try (ClickHouse db = ClickHouse.connect(transport.url(server) + "?max_open_conns=1&retries=0")) {
            db.query("DROP TABLE IF EXISTS after_refusal").execute().join();
            db.query("CREATE TABLE after_refusal (a UInt8) ENGINE = Memory")
                    .execute()
                    .join();
            for (int i = 0; i < TIMES; i++) {
                var refused = db.query("SELECT 1")
                        .setting("totals_mode", "no_such_mode")
                        .execute();
                // It waits for the connection of the other, and would be told UNKNOWN if that broke.
                var next = db.query("INSERT INTO after_refusal SELECT 1").execute();

                assertThat(refused)
                        .failsWithin(Duration.ofSeconds(20))
                        .withThrowableThat()
                        .withCauseInstanceOf(ServerException.class);
                assertThat(next).succeedsWithin(Duration.ofSeconds(20));
            }
            assertThat(db.query("SELECT count() FROM after_refusal")
                            .value(Long.class)
                            .join())
                    .isEqualTo(TIMES);
            db.query("DROP TABLE after_refusal").execute().join();
        }
    }
}
