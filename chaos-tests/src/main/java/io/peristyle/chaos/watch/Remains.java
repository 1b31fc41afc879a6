package io.peristyle.chaos.watch;

import io.peristyle.chaos.verdict.Bound;
import io.peristyle.chaos.verdict.Findings;
import io.peristyle.client.ClickHouse;
import io.peristyle.observe.PoolStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** What clients hold in this process: threads, and sockets to servers. */
public final class Remains {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final long POLL_MILLIS = 2;
    private static final Path SELF = Path.of("/proc/self");
    private static final String TIME_WAIT = "06";
    private static final int REMOTE = 2;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Remains() {}

    /** The names of the living threads of all clients. */
    public static List<String> threads() {
        ThreadGroup root = Thread.currentThread().getThreadGroup();
        while (root.getParent() != null) {
            root = root.getParent();
        }
        Thread[] all = new Thread[2 * root.activeCount() + 100];
        return Stream.of(all)
                .limit(root.enumerate(all))
                .map(Thread::getName)
                .filter(name -> name.startsWith("peristyle-io") || name.startsWith("peristyle-callback"))
                .sorted()
                .toList();
    }

    /** The sockets of this process that lead to one of these ports. */
    public static int sockets(Collection<Integer> remotePorts) {
        Set<String> ours = new HashSet<>();
        try (Stream<Path> open = Files.list(SELF.resolve("fd"))) {
            open.forEach(descriptor -> ours.add(targetOf(descriptor)));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        int count = 0;
        for (String table : List.of("tcp", "tcp6")) {
            for (String line : lines(SELF.resolve("net").resolve(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                String remote = fields[REMOTE];
                if (!fields[STATE].equals(TIME_WAIT)
                        && remotePorts.contains(Integer.parseInt(remote.substring(remote.lastIndexOf(':') + 1), 16))
                        && ours.contains("socket:[" + fields[INODE] + "]")) {
                    count++;
                }
            }
        }
        return count;
    }

    /**
     * Judges what is left of a client: leases once its callers have stopped, then threads and sockets once it was closed,
     * which this does.
     */
    public static void check(ClickHouse db, Collection<Integer> remotePorts, Findings findings)
            throws InterruptedException {
        await(() -> held(db.stats()) == 0);
        findings.check("leases in use or awaited at the end", held(db.stats()), Bound.exactly(0));
        findings.evidence("leases in use or awaited at the end", db.stats());
        db.close(Duration.ofSeconds(2)).join();
        checkNothingIsLeft(remotePorts, findings);
    }

    /** Judges what is left when all clients have been closed. */
    public static void checkNothingIsLeft(Collection<Integer> remotePorts, Findings findings)
            throws InterruptedException {
        await(() -> threads().isEmpty() && sockets(remotePorts) == 0);
        findings.check("threads left after close", threads().size(), Bound.exactly(0));
        findings.evidence("threads left after close", threads());
        findings.check("sockets left after close", sockets(remotePorts), Bound.exactly(0));
    }

    /** Waits for a short while until something is so. */
    public static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            Thread.sleep(POLL_MILLIS);
        }
    }

    private static int held(PoolStats stats) {
        return stats.inUse() + stats.pending();
    }

    private static List<String> lines(Path table) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.skip(1).toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String targetOf(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException e) {
            // Closed since it was listed.
            return "";
        }
    }
}
