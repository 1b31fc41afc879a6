package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.Outcome;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inserts over HTTP that go wrong on this side come to an end, too. */
@OnEveryServer
final class HttpInsertIT {
    private ClickHouse db;

    @BeforeEach
    void connect(ClickHouseServer server) {
        db = ClickHouse.connect("http://" + server.host() + ":" + server.httpPort());
        server.http("DROP TABLE IF EXISTS http_inserts");
        server.http("CREATE TABLE http_inserts (id Int64) ENGINE = Memory");
    }

    @AfterEach
    void close(ClickHouseServer server) {
        db.close();
        server.http("DROP TABLE http_inserts");
    }

    @Test
    void aSettingThatIsAnArgumentOfHttpFailsTheInsert() {
        CompletableFuture<Summary> inserted =
                db.insert("http_inserts").setting("compress", 1).columns(Map.of("id", new long[] {1, 2, 3}));

        assertThatThrownBy(() -> inserted.get(20, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(ClickHouseException.class)
                .hasMessageContaining("compress");
        assertThat(db.query("SELECT count() FROM http_inserts")
                        .value(Long.class)
                        .join())
                .isZero();
    }

    /** Servers take the rows in the text as they come, some of them though the text is wrong further on. */
    @Test
    void anInsertWhoseRowsAreInItsTextIsNotSaidToHaveLeftNothing() {
        String text = "INSERT INTO http_inserts VALUES (1), (2), (nonsense";
        assertThatThrownBy(() -> db.query(text).execute().join())
                .cause()
                .isInstanceOfSatisfying(
                        ClickHouseException.class,
                        failure -> assertThat(failure.outcome()).isEqualTo(Outcome.UNKNOWN));
    }
}
