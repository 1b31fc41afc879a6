package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerUser;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Queries over HTTP that take longer than a server may be silent. */
@OnServer
final class HttpSilenceIT {
    /** Reads a row each 300 ms, and answers when it has read them all. */
    private static final String GETS_ON = "SELECT sum(sleepEachRow(0.3)) FROM numbers(10) SETTINGS max_block_size = 1";

    @Test
    void aServerThatGetsOnIsWaitedFor(ClickHouseServer server) {
        try (ClickHouse db = connect(server, "?read_timeout=1500ms")) {
            assertThat(db.query(GETS_ON).value(Integer.class)).succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aStatementThatIsNoReadIsWaitedForAsWell(ClickHouseServer server) {
        try (ClickHouse db = connect(server, "?read_timeout=1500ms")) {
            db.query("CREATE TABLE IF NOT EXISTS http_silence (n UInt8) ENGINE = Null")
                    .execute()
                    .join();

            assertThat(db.query("INSERT INTO http_silence " + GETS_ON).execute())
                    .succeedsWithin(Duration.ofSeconds(30));
        }
    }

    @Test
    void aServerThatIsSilentForTooLongIsNotAskedTwice(ClickHouseServer server) {
        try (ClickHouse db = connect(server, "?read_timeout=1s")) {
            Throwable failure = catchThrowable(() -> db.query("SELECT sum(sleepEachRow(1)) FROM numbers(3)")
                    .value(Integer.class)
                    .join());

            assertThat(failure.getCause()).isInstanceOfSatisfying(OperationTimeoutException.class, silence -> {
                assertThat(silence.attempts()).isEqualTo(1);
                assertThat(silence.outcome()).isEqualTo(Outcome.UNKNOWN);
            });
        }
    }

    @Test
    void aUserWhoMayChangeNoSettingIsNotRefused() {
        ServerOptions options = ServerOptions.builder(ServerVersion.MODERN)
                .user(new ServerUser("reader", "book", "readonly"))
                .build();
        try (ClickHouseServer server = ClickHouseServer.start(options);
                ClickHouse db = connect(server, "?username=reader&password=book")) {
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        }
    }

    private static ClickHouse connect(ClickHouseServer server, String options) {
        return ClickHouse.connect(Transport.HTTP.url(server) + options);
    }
}
