package io.peristyle.chaos.load;

import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ServerFleet;
import io.peristyle.embedded.ServerVersion;
import java.time.Duration;
import java.util.Map;
import java.util.Random;

/** Half of the callers read, half insert, on a client of all servers. */
public final class MixedLoad {
    private final ServerFleet fleet;
    private final Plan plan;
    private final Findings findings;
    private final NonceReads reads;
    private final Inserts inserts;

    /**
     * Who does how much.
     *
     * @param callers in all
     * @param readPause the mean rest of a reader; writers rest four times as long, since a part on disk costs more than an answer
     * @param timeout of each call
     */
    public record Plan(int callers, Duration readPause, Duration timeout, Random random) {}

    /** Makes the tables anew. */
    public MixedLoad(ServerFleet fleet, ClickHouse db, Plan plan, Findings findings) {
        fleet.servers().forEach(Inserts::createTable);
        this.fleet = fleet;
        this.plan = plan;
        this.findings = findings;
        this.reads = new NonceReads(db, plan.timeout(), findings);
        this.inserts = new Inserts(db, plan.timeout(), fleet.version() == ServerVersion.MODERN, findings);
    }

    /** Lets the callers act while {@code events} run. */
    public void during(Callers.Events events) throws InterruptedException {
        int half = plan.callers() / 2;
        Callers.Pause shorter = new Callers.Pause(plan.readPause(), plan.random());
        Callers.Pause longer = new Callers.Pause(plan.readPause().multipliedBy(4), plan.random());
        Callers.during(() -> Callers.during(events, half, longer, inserts::insert), half, shorter, reads::ask);
    }

    public NonceReads reads() {
        return reads;
    }

    public Inserts inserts() {
        return inserts;
    }

    /** The share of all inserts of which the client does not know whether they were carried out. */
    public double unknownPercent() {
        Map<Long, Inserts.Sent> all = inserts.all();
        long unknown = all.values().stream()
                .filter(insert -> insert.fate() == Inserts.Fate.UNKNOWN)
                .count();
        return all.isEmpty() ? Double.NaN : 100.0 * unknown / all.size();
    }

    /** Judges, once stopped and with all servers up, that nothing was lost, doubled or mixed up. */
    public void check() {
        Map<Long, Inserts.Sent> all = inserts.all();
        findings.note(reads.asked() + " reads, " + reads.repeated() + " of them repeated, " + reads.errors()
                + " failed; " + all.size() + " inserts, "
                + all.values().stream()
                        .filter(insert -> insert.fate() == Inserts.Fate.NOT_EXECUTED)
                        .count()
                + " not executed");
        reads.checkForeign();
        findings.check(
                "inserts without an answer",
                all.values().stream()
                        .filter(insert -> insert.fate() == Inserts.Fate.UNDER_WAY)
                        .count(),
                Bound.exactly(0));
        Audit.check(all, fleet.servers(), findings);
    }
}
