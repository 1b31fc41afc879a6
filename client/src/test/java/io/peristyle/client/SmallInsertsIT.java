package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.Transport;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
    private @Nullable ClickHouse db;

    SmallInsertsIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEach
    void create() {
        server.http(TABLE);
    }

    @AfterEach
    void close() {
        if (db != null) {
            db.close();
        }
        server.http("DROP TABLE small_inserts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "HTTP"})
    void areDoneByOneThread(String transport) {
        insert(transport).rows(rows(1_000)).join();

        assertThat(threads(server)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "HTTP"})
    void areDoneByOneThreadWhereSettingsOfTheirOwnSayNothingOfThat(String transport) {
        insert(transport).setting("insert_deduplicate", 1).rows(rows(1)).join();
        insert(transport).setting("insert_deduplicate", 1).rows(rows(1)).join();

        assertThat(threads(server)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "HTTP"})
    void ofManyRowsAreLeftToTheServer(String transport) {
        insert(transport).rows(rows(1_001)).join();

        assertThat(threads(server)).isEqualTo(ofServer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "HTTP"})
    void takeWhatTheCallerSays(String transport) {
        insert(transport).setting("max_threads", OWN).rows(rows(1)).join();

        assertThat(threads(server)).isEqualTo(OWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "HTTP"})
    void areLeftToTheServerWhereTheirViewsAreToBeWrittenAtOnce(String transport) {
        insert(transport).setting("parallel_view_processing", 1).rows(rows(1)).join();

        assertThat(threads(server)).isEqualTo(ofServer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "HTTP"})
    void areLeftToTheServerInASessionWhichMayHaveGivenUpTheRightToSay(String transport) {
        try (Session session = db(transport).session().join()) {
            session.insert("small_inserts").columns("n").rows(rows(1)).join();
        }

        assertThat(threads(server)).isEqualTo(ofServer());
    }

    @ParameterizedTest
    @ValueSource(strings = {"NATIVE", "HTTP"})
    void areLeftToTheServerForAUserWhoHasThreadsOfTheirOwn(String transport) {
        ServerOptions options = ServerOptions.builder(ServerVersion.MODERN)
                .profileSetting("max_threads", Integer.toString(OWN))
                .build();
        try (ClickHouseServer own = ClickHouseServer.start(options)) {
            own.http(TABLE);
            try (ClickHouse client =
                    ClickHouse.connect(Transport.valueOf(transport).url(own))) {
                client.insert("small_inserts").columns("n").rows(rows(1)).join();
            }
            assertThat(threads(own)).isEqualTo(OWN);
        }
    }

    private ClickHouse db(String transport) {
        ClickHouse connected =
                db == null ? ClickHouse.connect(Transport.valueOf(transport).url(server)) : db;
        db = connected;
        return connected;
    }

    private Insert insert(String transport) {
        return db(transport).insert("small_inserts").columns("n");
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
