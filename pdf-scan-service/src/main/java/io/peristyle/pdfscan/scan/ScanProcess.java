package io.peristyle.pdfscan.scan;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The process that scans: reads names of files from its standard input and writes a result for each to its standard output.
 * A file that takes its memory or its time takes the process and nothing else. Ends with its input, and by itself when a file
 * takes so long that the service must be gone.
 */
public final class ScanProcess {
    /** The exit code of a JVM that ran out of memory under {@code -XX:+ExitOnOutOfMemoryError}. */
    static final int OUT_OF_MEMORY = 3;

    private static final long NEVER = Long.MAX_VALUE;
    private static final long LOOK_MILLIS = 1_000;

    private ScanProcess() {}

    /**
     * Scans until its input ends.
     *
     * @param arguments the milliseconds after which a file has taken too long
     */
    public static void main(String[] arguments) throws IOException {
        DataInputStream in = new DataInputStream(System.in);
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(new FileOutputStream(FileDescriptor.out)));
        System.setOut(System.err);
        AtomicLong deadline = new AtomicLong(NEVER);
        watch(deadline);
        long limit = Long.parseLong(arguments[0]) * 1_000_000;
        try {
            while (true) {
                Path file = Path.of(in.readUTF());
                deadline.set(System.nanoTime() + limit);
                answer(file, deadline, out);
            }
        } catch (EOFException e) {
            // The service has ended, or needs this process no more.
        }
    }

    private static void answer(Path file, AtomicLong deadline, DataOutputStream out) throws IOException {
        ScanResult result;
        try {
            result = PdfReader.scan(file);
        } catch (UnreadableFileException e) {
            deadline.set(NEVER);
            ScanMessages.write(out, e);
            return;
        }
        deadline.set(NEVER);
        ScanMessages.write(out, result);
    }

    private static void watch(AtomicLong deadline) {
        Thread watch = new Thread(
                () -> {
                    while (true) {
                        long end = deadline.get();
                        if (end != NEVER && System.nanoTime() - end > 0) {
                            Runtime.getRuntime().halt(1);
                        }
                        try {
                            Thread.sleep(LOOK_MILLIS);
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "deadline");
        watch.setDaemon(true);
        watch.start();
    }
}
