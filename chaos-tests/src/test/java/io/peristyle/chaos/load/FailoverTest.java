package io.peristyle.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailoverTest {
    private static final int KILLED = 1001;
    private static final int OTHER = 1002;

    private final Failover failover = new Failover(2);

    @Test
    void measuresFromTheKillToTheEndOfACallThatWasUnderWay() {
        long before = System.nanoTime();
        failover.killing(KILLED);
        failover.answered(success(0, before - millis(50), System.nanoTime() + millis(100), OTHER));

        assertThat(failover.samples().greatestMillis()).isBetween(99.0, 110.0);
    }

    @Test
    void countsTheTimeOfCallsThatFailedBefore() {
        failover.killing(KILLED);
        long kill = System.nanoTime();
        failover.answered(failure(0, kill + millis(10), kill + millis(40)));
        failover.answered(success(0, kill + millis(200), kill + millis(210), OTHER));

        assertThat(failover.samples().greatestMillis()).isEqualTo(200);
    }

    @Test
    void takesOneSampleForEachCallerAndKill() {
        failover.killing(KILLED);
        long now = System.nanoTime();
        failover.answered(success(0, now, now + millis(1), OTHER));
        failover.answered(success(0, now + millis(2), now + millis(9), OTHER));
        failover.answered(success(1, now, now + millis(1), OTHER));
        assertThat(failover.samples().count()).isEqualTo(2);

        failover.killing(OTHER);
        now = System.nanoTime();
        failover.answered(success(0, now, now + millis(3), KILLED));
        assertThat(failover.samples().count()).isEqualTo(3);
    }

    @Test
    void doesNotTakeASuccessAtTheKilledServerForOneElsewhere() {
        failover.killing(KILLED);
        long now = System.nanoTime();
        failover.answered(success(0, now, now + millis(1), KILLED));

        assertThat(failover.samples().count()).isZero();
    }

    private static Answer success(int caller, long start, long end, int port) {
        return new Answer(caller, start, end, port, 1, null);
    }

    private static Answer failure(int caller, long start, long end) {
        return new Answer(caller, start, end, -1, 0, new IllegalStateException("down"));
    }

    private static long millis(long count) {
        return TimeUnit.MILLISECONDS.toNanos(count);
    }
}
