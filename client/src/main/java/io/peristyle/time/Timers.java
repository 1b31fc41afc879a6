package io.peristyle.time;

import java.util.concurrent.TimeUnit;

/** Runs a task later, on a thread that must not be blocked. Tests put in one that they advance by hand. */
public interface Timers {
    /** Runs {@code task} once after {@code delay}; zero or less means as soon as possible. */
    Timer schedule(Runnable task, long delay, TimeUnit unit);

    /** A task that is waiting for its time. */
    @FunctionalInterface
    interface Timer {
        /** Takes the task back; does nothing if it has run or was taken back. */
        void cancel();
    }
}
