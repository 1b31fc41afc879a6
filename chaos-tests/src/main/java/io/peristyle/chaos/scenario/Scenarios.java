package io.peristyle.chaos.scenario;

import java.util.List;

/** All tests under fire. */
public final class Scenarios {
    /** In the order of their numbers. */
    public static final List<Scenario> ALL = List.of(
            new KilledServers(),
            new FrozenServer(),
            new AcquireContract(),
            new RollingRestart(),
            new IdleConnectionsDropped(),
            new Herd(),
            new Overload(),
            new Shares(),
            new ForeignAnswers(),
            new Churn(),
            new ClosingAtAnyMoment());

    private Scenarios() {}
}
