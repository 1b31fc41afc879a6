package io.peristyle.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * How much CPU was used so far, in seconds, as Linux counts it.
 *
 * @param whole by everything on the machine
 * @param client by the contender
 * @param server by ClickHouse and the stub
 * @param harness by this process
 */
record MachineUse(long nanos, double whole, double client, double server, double harness) {
    private static final double TICKS_PER_SECOND = 100;
    private static final int IDLE = 4;
    private static final int IO_WAIT = 5;
    private static final int STEAL = 8;
    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /** Reads all; a pid of -1 is nobody. */
    static MachineUse now(long client, long... servers) throws IOException {
        double server = 0;
        for (long pid : servers) {
            server += process(pid);
        }
        return new MachineUse(
                System.nanoTime(),
                machine(),
                process(client),
                server,
                process(ProcessHandle.current().pid()));
    }

    /** The share of the machine that others used since an earlier reading. */
    double othersSince(MachineUse earlier) {
        double others = whole
                - earlier.whole
                - (client - earlier.client)
                - (server - earlier.server)
                - (harness - earlier.harness);
        double available = (nanos - earlier.nanos) / 1e9 * Runtime.getRuntime().availableProcessors();
        return Math.max(0, others / available);
    }

    private static double machine() throws IOException {
        String[] fields = Files.readAllLines(Path.of("/proc/stat")).get(0).split(" +", -1);
        double ticks = 0;
        for (int i = 1; i <= STEAL; i++) {
            if (i != IDLE && i != IO_WAIT) {
                ticks += Long.parseLong(fields[i]);
            }
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static double process(long pid) throws IOException {
        if (pid < 0) {
            return 0;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) / TICKS_PER_SECOND;
        } catch (NoSuchFileException gone) {
            return 0;
        }
    }
}
