package io.peristyle.chaos.watch;

import io.peristyle.chaos.load.Samples;
import java.time.Duration;
import java.util.Locale;

/** Measures how late this process is woken: what of a figure is the machine's doing and not the client's. */
public final class MachineWatch implements AutoCloseable {
    private static final long NAP_MILLIS = 5;

    private final Samples delays = new Samples();
    private final Thread napper = new Thread(this::nap, "machine-watch");

    private MachineWatch() {
        napper.setDaemon(true);
    }

    /** Starts to measure. */
    public static MachineWatch start() {
        MachineWatch watch = new MachineWatch();
        watch.napper.start();
        return watch;
    }

    @Override
    public void close() {
        napper.interrupt();
    }

    /** What was measured so far. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "a thread that wanted to wake up did so late by %.1f ms (p50), %.1f ms (p99), %.1f ms at most",
                delays.millisAt(50),
                delays.millisAt(99),
                delays.greatestMillis());
    }

    private void nap() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long start = System.nanoTime();
                Thread.sleep(NAP_MILLIS);
                delays.add(Duration.ofNanos(System.nanoTime() - start).minusMillis(NAP_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
