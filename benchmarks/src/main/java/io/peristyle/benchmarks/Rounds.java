package io.peristyle.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** Runs a workload some rounds after a warm-up and prints the median of what it did per second. */
final class Rounds {
    private static final int WARM_UP = 2;
    private static final int COUNTED = 5;

    private Rounds() {}

    /** One round of a workload. */
    @FunctionalInterface
    interface Round {
        /** Does {@code units} units of work; says how many. */
        long run() throws Exception;
    }

    static void print(String name, String unit, Round round) throws Exception {
        double[] rates = new double[COUNTED];
        double[] bytes = new double[COUNTED];
        for (int i = -WARM_UP; i < COUNTED; i++) {
            long allocatedBefore = Allocation.bytes();
            long start = System.nanoTime();
            long units = round.run();
            double seconds = (System.nanoTime() - start) / 1e9;
            if (i >= 0) {
                rates[i] = units / seconds;
                bytes[i] = (double) (Allocation.bytes() - allocatedBefore) / units;
            }
        }
        Arrays.sort(rates);
        Arrays.sort(bytes);
        System.out.printf(
                Locale.ROOT,
                "| %s | %,.0f %s/s | %,.0f – %,.0f | %,.1f |%n",
                name,
                rates[COUNTED / 2],
                unit,
                rates[0],
                rates[COUNTED - 1],
                bytes[COUNTED / 2]);
    }
}
