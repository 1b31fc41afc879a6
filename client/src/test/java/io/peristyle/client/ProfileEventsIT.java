package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.OnServer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server's profile events cost it more than a short query does otherwise: it is asked for them if somebody listens. */
@OnServer
final class ProfileEventsIT {
    private static final String SENT = "SELECT getSetting('send_profile_events')";

    private ClickHouse db;

    @BeforeEach
    void connect(ClickHouseServer server) {
        db = ClickHouse.connect(server.url());
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void areNotSentWhereNobodyListens() {
        assertThat(db.query(SENT).value(Boolean.class).join()).isFalse();
    }

    @Test
    void areSentToAListener() {
        Queue<Block> events = new ConcurrentLinkedQueue<>();

        assertThat(db.query(SENT)
                        .onProfileEvents(events::add)
                        .value(Boolean.class)
                        .join())
                .isTrue();
        assertThat(events).isNotEmpty();
        assertThat(db.query(SENT).value(Boolean.class).join()).isFalse();
    }

    @Test
    void areSentIfTheCallerSaysSo() {
        Query wanting = db.query(SENT).setting("send_profile_events", 1);

        assertThat(wanting.value(Boolean.class).join()).isTrue();
        assertThat(wanting.value(Boolean.class).join()).isTrue();
    }

    /** The server would refuse the setting and close the connection, and with it the session. */
    @Test
    void areNotForbiddenInASessionWhichMayHaveGivenUpTheRightTo() {
        try (Session session = db.session().join()) {
            session.query("CREATE TEMPORARY TABLE numbers_of_one (number UInt64) ENGINE = Memory")
                    .execute()
                    .join();
            session.query("SET readonly = 1").execute().join();

            assertThat(session.query(SENT).value(Boolean.class).join()).isTrue();
            assertThat(session.query(SENT).value(Boolean.class).join()).isTrue();
            assertThatThrownBy(() -> session.query("SELECT 1")
                            .setting("max_threads", 1)
                            .execute()
                            .join())
                    .hasCauseInstanceOf(ServerException.class)
                    .hasMessageContaining("max_threads");
        }
    }
}
