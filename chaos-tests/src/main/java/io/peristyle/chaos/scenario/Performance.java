package io.peristyle.chaos.scenario;

import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.watch.BufferWatch;
import io.peristyle.chaos.watch.EventLoopWatch;
import io.peristyle.chaos.watch.MachineWatch;
import io.peristyle.embedded.ServerFleet;
import java.util.List;

/** Plays scenarios, each watched for calls that block event loops and for forgotten buffers (T20). */
public final class Performance {
    // Before anything touches Netty.
    private final BufferWatch buffers = BufferWatch.install();
    private final EventLoopWatch eventLoops = EventLoopWatch.install();

    /** Plays one scenario. What it throws is a violation. */
    public Findings play(Scenario scenario, ServerFleet fleet, Scale scale, long seed) throws InterruptedException {
        Findings findings = new Findings(scenario.test());
        int leaksBefore = buffers.leaks().size();
        long callsBefore = eventLoops.calls();
        long waitsBefore = eventLoops.lockWaits();
        int placesBefore = eventLoops.places().size();
        Stage stage = new Stage(fleet, scale, seed, findings);
        try (MachineWatch machine = MachineWatch.start()) {
            stage.heal();
            scenario.play(stage);
            findings.note(machine.toString());
        } catch (RuntimeException | AssertionError e) {
            findings.check("ran to its end", Double.NaN, Bound.exactly(1));
            findings.evidence("ran to its end", stack(e));
        } finally {
            stage.clear();
        }
        String missing = eventLoops.missing();
        findings.check(
                "calls that block an event loop",
                missing == null ? eventLoops.calls() - callsBefore : Double.NaN,
                Bound.exactly(0));
        if (missing != null) {
            findings.evidence("calls that block an event loop", missing);
        }
        List<String> places = eventLoops.places();
        places.subList(placesBefore, places.size())
                .forEach(place -> findings.evidence("calls that block an event loop", place));
        findings.note("waits of event loops for short locks: " + (eventLoops.lockWaits() - waitsBefore));
        List<String> leaks = buffers.leaks();
        findings.check("buffers leaked", leaks.size() - leaksBefore, Bound.exactly(0));
        leaks.subList(leaksBefore, leaks.size()).forEach(leak -> findings.evidence("buffers leaked", leak));
        return findings;
    }

    private static String stack(Throwable thrown) {
        java.io.StringWriter text = new java.io.StringWriter();
        thrown.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }
}
