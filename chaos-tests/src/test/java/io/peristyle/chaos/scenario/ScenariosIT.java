package io.peristyle.chaos.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.chaos.verdict.Findings;
import io.peristyle.chaos.verdict.VerdictTable;
import io.peristyle.embedded.ServerFleet;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Each scenario in its short form. What is counted is asserted: rows lost or doubled, foreign answers, leaks. Times, shares and
 * memory are printed, since they depend on what else the machine does; {@code ./chaos} judges them as well.
 */
@OnServer(ServerVersion.MODERN)
class ScenariosIT {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofSeconds(6);
    private static final int QUERIES = 30_000;
    private static final int CLOSES = 200;

    private final Performance performance = new Performance();

    @Test
    void loseAndDoubleNothingWhileServersAreKilled(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new KilledServers(), fleet, MINUTE);
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void goOnBesideAFrozenServer(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new FrozenServer(), fleet, SHORT);
    }

    @Test
    void answerEachCallerInTheTimeOfItsWait(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new AcquireContract(), fleet, SHORT);
    }

    @Test
    void passOverARollingRestart(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new RollingRestart(), fleet, SHORT);
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void doNotStampedeServersThatReturn(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new Herd(), fleet, SHORT);
    }

    @Test
    void repeatLittleUnderOverload(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new Overload(), fleet, SHORT);
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void shareTheWorkAmongServersByWhatTheyCan(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new Shares(), fleet, SHORT);
    }

    @Test
    void giveNobodyAnotherOnesAnswer(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new ForeignAnswers(), fleet, SHORT);
    }

    @Test
    void holdNoMoreForBeingWornOut(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new Churn(), fleet, SHORT.multipliedBy(2));
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void leaveNothingWhenClosedAtAnyMoment(@PrivateServer ServerFleet fleet) throws InterruptedException {
        play(new ClosingAtAnyMoment(), fleet, SHORT);
    }

    private void play(Scenario scenario, ServerFleet fleet, Duration duration) throws InterruptedException {
        assertThat(fleet.version()).isEqualTo(scenario.version());
        long seed = ThreadLocalRandom.current().nextLong(1L << 32);
        System.out.println(scenario.test() + ": " + scenario.title() + ", seed " + seed);
        Findings findings = performance.play(scenario, fleet, new Scale(duration, QUERIES, CLOSES), seed);
        findings.notes().forEach(System.out::println);
        VerdictTable.of(findings.verdicts()).forEach(System.out::println);
        assertThat(findings.violationsOfCounts())
                .as("broken promises of %s with seed %s", scenario.test(), seed)
                .isEmpty();
    }
}
