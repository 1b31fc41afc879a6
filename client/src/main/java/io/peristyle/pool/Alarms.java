package io.peristyle.pool;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The alarms that end when the pool is closed. */
final class Alarms {
    private final Gate gate;
    private final PoolEnvironment environment;
    private final List<Alarm> alarms = new ArrayList<>();

    Alarms(Gate gate, PoolEnvironment environment) {
        this.gate = gate;
        this.environment = environment;
    }

    Alarm alarm(Consumer<Actions> task) {
        Alarm alarm = new Alarm(gate, environment, task);
        alarms.add(alarm);
        return alarm;
    }

    /** None of them rings until it is set again. Under the lock. */
    void clearAll(Actions actions) {
        alarms.forEach(alarm -> alarm.clear(actions));
    }
}
