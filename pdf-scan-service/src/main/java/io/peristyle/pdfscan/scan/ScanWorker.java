package io.peristyle.pdfscan.scan;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.logging.LogFactory;
import org.apache.fontbox.FontBoxFont;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.jspecify.annotations.Nullable;

/** A {@link ScanProcess}, started anew when a file has taken it along. Used by one thread, but for {@link #stop}. */
final class ScanWorker {
    private static final int FILES_OF_A_PROCESS = 1_000;
    /** How much later than the service the process itself gives up. */
    private static final long OWN_DEADLINE_EXTRA_MILLIS = 10_000;

    /** What a JVM and the system's libraries read. The others, such as passwords, are not for what reads foreign files. */
    private static final Set<String> VARIABLES =
            Set.of("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");

    /** Answers go to standard output, which is also where a JVM complains unless it is told otherwise. */
    static final List<String> QUIET_OUTPUT =
            List.of("-Xlog:disable", "-Xlog:all=warning:stderr", "-XX:+DisplayVMOutputToStderr");

    private final ScanLimits limits;
    private final ScheduledExecutorService timer;
    private volatile @Nullable Process process;
    private @Nullable DataInputStream in;
    private @Nullable DataOutputStream out;
    private int files;
    private volatile boolean stopped;

    ScanWorker(ScanLimits limits, ScheduledExecutorService timer) {
        this.limits = limits;
        this.timer = timer;
    }

    /**
     * Scans a file. One that takes the process along, and another one after that, is not to be scanned.
     *
     * @throws IOException if no process can be started, the file cannot be read, or the process was stopped
     */
    ScanResult scan(Path file) throws IOException {
        ScanResult result = attempt(file);
        if (result == null) {
            result = attempt(file);
        }
        return result != null ? result : new ScanResult.Unscannable("Reading it ended the scanner, twice.");
    }

    /** Null if the process has ended, and it is not known why. */
    private @Nullable ScanResult attempt(Path file) throws IOException {
        if (stopped) {
            throw new IOException("the scanner was closed");
        }
        Process running = running();
        AtomicBoolean overdue = new AtomicBoolean();
        ScheduledFuture<?> watch = timer.schedule(
                () -> {
                    overdue.set(true);
                    running.destroyForcibly();
                },
                limits.timeout().toNanos(),
                TimeUnit.NANOSECONDS);
        try {
            DataOutputStream request = Objects.requireNonNull(out);
            request.writeUTF(file.toString());
            request.flush();
            ScanResult result = ScanMessages.read(Objects.requireNonNull(in));
            files++;
            return result;
        } catch (UnreadableFileException e) {
            files++;
            throw e;
        } catch (IOException e) {
            return afterDeath(running, overdue.get(), e);
        } finally {
            watch.cancel(false);
        }
    }

    void stop() {
        stopped = true;
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    private @Nullable ScanResult afterDeath(Process dead, boolean overdue, IOException failure) throws IOException {
        process = null;
        if (overdue) {
            return new ScanResult.Unscannable(
                    "Reading it takes more than " + limits.timeout().toSeconds() + " seconds.");
        }
        dead.destroyForcibly();
        try {
            if (dead.waitFor() == ScanProcess.OUT_OF_MEMORY) {
                return new ScanResult.Unscannable(
                        "Reading it takes more than " + limits.memoryMegabytes() + " MB of memory.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failure;
        }
        if (stopped) {
            throw failure;
        }
        return null;
    }

    private Process running() throws IOException {
        Process known = process;
        if (known != null && known.isAlive() && files < FILES_OF_A_PROCESS) {
            return known;
        }
        if (known != null) {
            known.destroy();
        }
        ProcessBuilder builder = new ProcessBuilder(command()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(VARIABLES);
        Process started = builder.start();
        in = new DataInputStream(new BufferedInputStream(started.getInputStream()));
        out = new DataOutputStream(started.getOutputStream());
        files = 0;
        process = started;
        return started;
    }

    private List<String> command() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(QUIET_OUTPUT);
        command.addAll(List.of(
                "-Xmx" + limits.memoryMegabytes() + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xshare:auto",
                "-Djava.awt.headless=true",
                "-Dpdfbox.fontcache=" + limits.cache(),
                "-cp",
                classPath(),
                ScanProcess.class.getName(),
                Long.toString(limits.timeout().toMillis() + OWN_DEADLINE_EXTRA_MILLIS)));
        return command;
    }

    /** Just what reading a PDF takes: the less there is, the sooner the process has started. */
    private static String classPath() {
        return Stream.of(
                        ScanProcess.class,
                        Loader.class,
                        IOUtils.class,
                        FontBoxFont.class,
                        LogFactory.class,
                        Nullable.class)
                .map(ScanWorker::locationOf)
                .distinct()
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String locationOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
