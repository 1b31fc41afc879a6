package io.peristyle.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.chaos.load.Inserts.Fate;
import io.peristyle.chaos.load.Inserts.Sent;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.verdict.Verdict;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An audit of rows that were lost, doubled and made up on purpose. */
@OnServer
class AuditIT {
    private final Map<Long, Sent> sent = new HashMap<>();

    @BeforeEach
    void insertTenOfThreeRows(ClickHouseServer server) {
        Inserts.createTable(server);
        for (long id = 1; id <= 10; id++) {
            sent.put(id, new Sent(id, 3, Fate.DONE));
            insert(server, id, "numbers(3)");
        }
    }

    @Test
    void findsNothingWhereAllIsRight(ClickHouseServer server) {
        assertThat(violated(server)).isEmpty();
    }

    @Test
    void findsALostRow(ClickHouseServer server) {
        sent.put(11L, new Sent(11, 3, Fate.DONE));
        insert(server, 11, "numbers(2)");

        assertThat(violated(server)).containsExactly("acknowledged rows lost");
    }

    @Test
    void findsARowThatIsThereTwiceOnOneServerOrOnTwo(ClickHouseServer server) {
        insert(server, 4, "numbers(1)");
        assertThat(violated(server)).containsExactly("rows there twice");

        Findings findings = new Findings("T0");
        Audit.check(sent, List.of(server, server), findings);
        assertThat(findings.verdicts())
                .filteredOn(verdict -> !verdict.isKept())
                .extracting(Verdict::figure, Verdict::measured)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("rows there twice", 32.0));
    }

    @Test
    void findsRowsOfAnInsertThatWasNotExecuted(ClickHouseServer server) {
        sent.put(5L, new Sent(5, 3, Fate.NOT_EXECUTED));
        sent.put(12L, new Sent(12, 3, Fate.NOT_EXECUTED));

        assertThat(violated(server)).containsExactly("rows of inserts reported not executed");
    }

    @Test
    void leavesBothFatesToAnUnknownInsertButNotHalfOfOne(ClickHouseServer server) {
        sent.put(6L, new Sent(6, 3, Fate.UNKNOWN));
        sent.put(13L, new Sent(13, 3, Fate.UNKNOWN));
        assertThat(violated(server)).isEmpty();

        insert(server, 13, "numbers(2)");
        assertThat(violated(server)).containsExactly("inserts of one block that are there in part");
    }

    @Test
    void findsRowsThatNobodyInserted(ClickHouseServer server) {
        sent.remove(Objects.requireNonNull(sent.get(7L)).id());

        assertThat(violated(server)).containsExactly("rows nobody inserted");
    }

    private List<String> violated(ClickHouseServer server) {
        Findings findings = new Findings("T0");
        Audit.check(sent, List.of(server), findings);
        return findings.verdicts().stream()
                .filter(verdict -> !verdict.isKept())
                .map(Verdict::figure)
                .toList();
    }

    private static void insert(ClickHouseServer server, long id, String rows) {
        server.http("INSERT INTO " + Inserts.TABLE + " SELECT " + id + ", number FROM " + rows);
    }
}
