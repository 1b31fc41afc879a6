package io.peristyle.embedded;

import java.time.Duration;

/** A moment after which waiting is given up. */
record Timeout(long deadlineNanos) {
    static Timeout after(Duration duration) {
        return new Timeout(System.nanoTime() + duration.toNanos());
    }

    boolean isOver() {
        return deadlineNanos - System.nanoTime() <= 0;
    }
}
