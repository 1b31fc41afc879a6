package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnServer;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many threads a server is told to insert with: few rows cost it less on one, unless somebody wants something else. A
 * default of the table shows what it was told.
 */
@OnServer
final class SmallInsertsIT {
    private static final int OWN = 3;
    private static final String TABLE = "CREATE OR REPLACE TABLE small_inserts"
            + " (n UInt64, threads UInt64 DEFAULT getSetting('max_threads')) ENGINE = Memory";

    private final ClickHouseServer server;
    private ClickHouse db;

    SmallInsertsIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() {
        server.http(TABLE);
        db = ClickHouse.connect(server.url());
    }

    @AfterEach
    void close() {
        db.close();
        server.http("DROP TABLE small_inserts");
    }

    @Test
    void areDoneByOneThread() {
        insert().rows(rows(1_000)).join();

        assertThat(threads(server)).isEqualTo(1);
    }

    @Test
    void areDoneByOneThreadWhereSettingsOfTheirOwnSayNothingOfThat() {
        insert().setting("insert_deduplicate", 1).rows(rows(1)).join();
        insert().setting("insert_deduplicate", 1).rows(rows(1)).join();

        assertThat(threads(server)).isEqualTo(1);
    }

    @Test
    void ofManyRowsAreLeftToTheServer() {
        insert().rows(rows(1_001)).join();

        assertThat(threads(server)).isEqualTo(ofServer());
    }

    @Test
    void takeWhatTheCallerSays() {
        insert().setting("max_threads", OWN).rows(rows(1)).join();

        assertThat(threads(server)).isEqualTo(OWN);
    }

    @Test
    void areLeftToTheServerWhereTheirViewsAreToBeWrittenAtOnce() {
        insert().setting("parallel_view_processing", 1).rows(rows(1)).join();

        assertThat(threads(server)).isEqualTo(ofServer());
    }

    @Test
    void areLeftToTheServerInASessionWhichMayHaveGivenUpTheRightToSay() {
        try (Session session = db.session().join()) {
            session.insert("small_inserts").columns("n").rows(rows(1)).join();
        }

        assertThat(threads(server)).isEqualTo(ofServer());
    }

    @Test
    void areLeftToTheServerForAUserWhoHasThreadsOfTheirOwn() {
        ServerOptions options = ServerOptions.builder(ServerVersion.MODERN)
                .profileSetting("max_threads", Integer.toString(OWN))
                .build();
        try (ClickHouseServer own = ClickHouseServer.start(options)) {
            own.http(TABLE);
            try (ClickHouse client = ClickHouse.connect(own.url())) {
                client.insert("small_inserts").columns("n").rows(rows(1)).join();
            }
            assertThat(threads(own)).isEqualTo(OWN);
        }
    }

    private Insert insert() {
        return db.insert("small_inserts").columns("n");
    }

    private static List<List<Long>> rows(int count) {
        return Collections.nCopies(count, List.of(1L));
    }

    private static int threads(ClickHouseServer asked) {
        return Integer.parseInt(
                asked.http("SELECT DISTINCT threads FROM small_inserts").strip());
    }

    private int ofServer() {
        return Integer.parseInt(server.http("SELECT getSetting('max_threads')").strip());
    }
}
