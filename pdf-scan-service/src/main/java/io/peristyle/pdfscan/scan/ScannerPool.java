package io.peristyle.pdfscan.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;

/**
 * Scans files in processes of their own, several at once and each within {@link ScanLimits}. Thread-safe. A thread for each
 * process waits for that, and for nothing else.
 */
public final class ScannerPool implements AutoCloseable {
    private final LinkedBlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "scan-timer"));
    private final List<ScanWorker> workers;
    private final List<Thread> threads;
    private volatile boolean closed;

    public ScannerPool(ScanLimits limits) {
        workers = IntStream.range(0, limits.workers())
                .mapToObj(i -> new ScanWorker(limits, timer))
                .toList();
        threads = IntStream.range(0, limits.workers())
                .mapToObj(i -> daemon(() -> work(workers.get(i)), "scan-" + i))
                .toList();
        threads.forEach(Thread::start);
    }

    /** How many files are scanned at once. */
    public int size() {
        return workers.size();
    }

    /**
     * Scans a file when a process is free for it.
     *
     * @param begin called when that is so, by a thread that has nothing else to do but must not wait
     * @return fails with an {@link IOException} if no process can be had, the file cannot be read from the disk, or the pool was
     *     closed; the document may be innocent
     */
    public CompletableFuture<ScanResult> scan(Path file, Runnable begin) {
        Job job = new Job(file, begin, new CompletableFuture<>());
        jobs.add(job);
        if (closed) {
            failWaiting();
        }
        return job.result;
    }

    /** Ends the processes; what is not scanned fails. */
    @Override
    public void close() {
        closed = true;
        timer.shutdownNow();
        workers.forEach(ScanWorker::stop);
        threads.forEach(Thread::interrupt);
        failWaiting();
    }

    private void work(ScanWorker worker) {
        while (!closed) {
            Job job;
            try {
                job = jobs.take();
            } catch (InterruptedException e) {
                break;
            }
            try {
                job.begin.run();
                job.result.complete(worker.scan(job.file));
            } catch (IOException | RuntimeException | Error e) {
                // Whatever it was, the thread goes on: nobody would take its place.
                job.result.completeExceptionally(e);
            }
        }
        worker.stop();
    }

    private void failWaiting() {
        for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
            job.result.completeExceptionally(new IOException("the scanner was closed"));
        }
    }

    private static Thread daemon(Runnable task, String name) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private record Job(Path file, Runnable begin, CompletableFuture<ScanResult> result) {}
}
