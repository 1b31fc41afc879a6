package io.peristyle.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class DeadlineTest {
    private final ManualTime time = new ManualTime();

    @Test
    void whicheverComesFirstOfADeadlineAndALimitCounts() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(10), time);

        assertThat(deadline.within(Duration.ofSeconds(3), time).remainingNanos())
                .isEqualTo(TimeUnit.SECONDS.toNanos(3));
        assertThat(deadline.within(Duration.ofSeconds(10), time)).isSameAs(deadline);
        assertThat(deadline.within(Duration.ofDays(1_000_000), time)).isSameAs(deadline);
        assertThat(Deadline.NONE.within(Duration.ofSeconds(3), time).remainingNanos())
                .isEqualTo(TimeUnit.SECONDS.toNanos(3));
    }

    @Test
    void aDeadlineThatHasPassedStaysPassedWithinAnyLimit() {
        Deadline deadline = Deadline.after(Duration.ZERO, time);

        assertThat(deadline.within(Duration.ofSeconds(3), time).hasPassed()).isTrue();
        assertThat(deadline.within(Duration.ZERO, time).hasPassed()).isTrue();
    }

    @Test
    void limitsTooLongForTheClockNeverPass() {
        Deadline deadline = Deadline.NONE.within(Duration.ofSeconds(Long.MAX_VALUE), time);

        assertThat(deadline.isNone()).isFalse();
        assertThat(deadline.remainingNanos()).isEqualTo(Long.MAX_VALUE / 4);
    }
}
