package io.peristyle.chaos.load;

import io.peristyle.chaos.load.Inserts.Fate;
import io.peristyle.chaos.load.Inserts.Sent;
import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.embedded.ClickHouseServer;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Compares the rows that are in the tables of all servers with what the client said of their inserts. */
public final class Audit {
    private static final String FOUND = "SELECT insert_id, count(), groupBitOr(bitShiftLeft(toUInt64(1), row)) FROM "
            + Inserts.TABLE + " GROUP BY insert_id";

    private final Map<Long, Found> found = new HashMap<>();

    /**
     * What the tables hold of an insert.
     *
     * @param copies rows, each as often as it is there
     * @param rows one bit for each row that is there
     */
    private record Found(long copies, long rows) {
        static final Found NOTHING = new Found(0, 0);

        Found and(Found other) {
            return new Found(copies + other.copies, rows | other.rows);
        }

        int distinct() {
            return Long.bitCount(rows);
        }
    }

    private Audit(Collection<ClickHouseServer> servers) {
        for (ClickHouseServer server : servers) {
            server.http(FOUND).lines().forEach(line -> {
                String[] fields = line.split("\t", -1);
                found.merge(
                        Long.parseLong(fields[0]),
                        new Found(Long.parseLong(fields[1]), Long.parseUnsignedLong(fields[2])),
                        Found::and);
            });
        }
    }

    /** Judges that no row was lost or doubled, and none is there of an insert that was not executed. */
    public static void check(Map<Long, Sent> inserts, Collection<ClickHouseServer> servers, Findings findings) {
        new Audit(servers).check(inserts, findings);
    }

    private void check(Map<Long, Sent> inserts, Findings findings) {
        long lost = 0;
        long doubled = 0;
        long refuted = 0;
        long torn = 0;
        for (Sent insert : inserts.values()) {
            Found there = found.getOrDefault(insert.id(), Found.NOTHING);
            doubled += there.copies() - there.distinct();
            if (insert.fate() == Fate.DONE) {
                lost += insert.rows() - there.distinct();
            } else if (insert.fate() == Fate.NOT_EXECUTED) {
                refuted += there.copies();
            } else if (there.distinct() != 0 && there.distinct() != insert.rows()) {
                torn++;
            }
            if (there.copies() != there.distinct()) {
                findings.evidence("rows there twice", insert + ": " + there);
            }
        }
        findings.check("acknowledged rows lost", lost, Bound.exactly(0));
        findings.check("rows there twice", doubled, Bound.exactly(0));
        findings.check("rows of inserts reported not executed", refuted, Bound.exactly(0));
        findings.check("inserts of one block that are there in part", torn, Bound.exactly(0));
        long foreign =
                found.keySet().stream().filter(id -> !inserts.containsKey(id)).count();
        findings.check("rows nobody inserted", foreign, Bound.exactly(0));
    }
}
