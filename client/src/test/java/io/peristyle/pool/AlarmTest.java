package io.peristyle.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.time.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final ManualTime time = new ManualTime();
    private final long startNanos = time.nanoTime();
    private final Gate gate = new Gate();
    private final List<Long> rings = new ArrayList<>();
    private final Alarm alarm =
            new Alarm(gate, new PoolEnvironment(time, time, 0), actions -> rings.add(time.nanoTime() - startNanos));

    @Test
    void ringsOnceAtTheEarliestMomentItWasSetTo() {
        setTo(30);
        setTo(10);
        setTo(20);
        assertThat(time.scheduled()).isEqualTo(1);
        time.advance(Duration.ofNanos(100));

        assertThat(rings).containsExactly(10L);
    }

    @Test
    void doesNotRingOnceCleared() {
        setTo(10);
        gate.change(alarm::clear);
        assertThat(time.scheduled()).isZero();
        time.advance(Duration.ofNanos(100));

        assertThat(rings).isEmpty();
    }

    @Test
    void takesBackATimerThatWasClearedBeforeItWasScheduled() {
        gate.change(actions -> {
            alarm.ringBy(startNanos + 10, actions);
            alarm.clear(actions);
        });
        assertThat(time.scheduled()).isZero();
    }

    @Test
    void mayBeSetAgainAfterItRang() {
        setTo(10);
        time.advance(Duration.ofNanos(10));
        setTo(40);
        time.advance(Duration.ofNanos(100));

        assertThat(rings).containsExactly(10L, 40L);
    }

    private void setTo(long nanos) {
        gate.change(actions -> alarm.ringBy(startNanos + nanos, actions));
    }
}
