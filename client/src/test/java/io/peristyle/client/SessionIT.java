package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What lives on a session, whatever carries it. */
@OnEveryServer
@OverEveryTransport
final class SessionIT {
    private ClickHouse db;

    @BeforeEach
    void connect(ClickHouseServer server, Transport transport) {
        db = ClickHouse.connect(transport.url(server) + "/system");
    }

    @AfterEach
    void close() {
        db.close();
    }

    @Test
    void keepsSettingsAndTemporaryTables() {
        try (Session session = db.session().join()) {
            session.query("SET max_threads = 3").execute().join();
            session.query("CREATE TEMPORARY TABLE kept (a Int32)").execute().join();
            session.insert("kept").maps(List.of(Map.of("a", 1), Map.of("a", 2))).join();

            assertThat(session.query("SELECT value FROM system.settings WHERE name = 'max_threads'")
                            .value(String.class)
                            .join())
                    .isEqualTo("3");
            assertThat(session.query("SELECT sum(a) FROM kept")
                            .value(Long.class)
                            .join())
                    .isEqualTo(3);
        }
        assertThatThrownBy(() ->
                        db.query("SELECT sum(a) FROM kept").value(Long.class).join())
                .hasCauseInstanceOf(ServerException.class);
    }

    @Test
    void beginsInTheDatabaseOfTheClientAndGoesWhereItIsTold() {
        try (Session session = db.session().join()) {
            assertThat(session.query("SELECT currentDatabase()")
                            .value(String.class)
                            .join())
                    .isEqualTo("system");
            session.query("USE default").execute().join();
            assertThat(session.query("SELECT currentDatabase()")
                            .value(String.class)
                            .join())
                    .isEqualTo("default");
        }
    }
}
