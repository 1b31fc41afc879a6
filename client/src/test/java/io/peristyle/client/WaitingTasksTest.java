package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

final class WaitingTasksTest {
    private record Expected(Runnable task, long since) {}

    /** Long queues and short ones, so that it grows and shrinks wherever its first task stands. */
    @RepeatedTest(20)
    void givesBackWhatCameFirst(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        WaitingTasks tasks = new WaitingTasks();
        ArrayDeque<Expected> expected = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++) {
            boolean grows = i / 1000 % 2 == 0;
            if (expected.isEmpty() || random.nextInt(10) < (grows ? 6 : 4)) {
                Expected added = new Expected(() -> {}, i);
                tasks.add(added.task, added.since);
                expected.add(added);
            } else {
                Expected oldest = expected.remove();
                assertThat(tasks.oldestNanos()).isEqualTo(oldest.since);
                assertThat(tasks.remove()).isSameAs(oldest.task);
            }
            assertThat(tasks.size()).isEqualTo(expected.size());
            assertThat(tasks.isEmpty()).isEqualTo(expected.isEmpty());
        }
    }

    @Test
    void hasNothingToGiveBackWhenItIsEmpty() {
        assertThatThrownBy(() -> new WaitingTasks().remove()).isInstanceOf(IllegalStateException.class);
    }
}
