package io.peristyle.pdfscan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How documents are scanned.
 *
 * @param spool where uploads are kept until they are scanned; nobody else may use it
 * @param workers processes that scan at once
 * @param timeout how long the scan of one document may take
 * @param memoryMegabytes the heap of each process that scans
 * @param maximumWaiting accepted documents that may wait to be scanned
 */
public record ScanSettings(Path spool, int workers, Duration timeout, int memoryMegabytes, int maximumWaiting) {
    private static final String SPOOL = "PDF_SCAN_SPOOL";

    static ScanSettings from(Variables variables, StoreSettings.BackendKind backend) {
        return new ScanSettings(
                spool(variables, backend),
                variables.integer("PDF_SCAN_WORKERS", defaultWorkers(), 1, 256),
                variables.seconds("PDF_SCAN_TIMEOUT_SECONDS", 30, 1, 3600),
                variables.integer("PDF_SCAN_WORKER_MB", 256, 64, 16_384),
                variables.integer("PDF_SCAN_MAX_WAITING", 10_000, 1, 1_000_000));
    }

    private static int defaultWorkers() {
        return Math.max(1, Math.min(Runtime.getRuntime().availableProcessors(), 4));
    }

    /** What lies in memory does not survive the process, so its uploads need not either. */
    private static Path spool(Variables variables, StoreSettings.BackendKind backend) {
        String fallback = backend == StoreSettings.BackendKind.MEMORY
                ? Path.of(System.getProperty("java.io.tmpdir"), "pdf-scan-" + System.getProperty("user.name"))
                        .toString()
                : Path.of(System.getProperty("user.home"), ".local", "state", "pdf-scan")
                        .toString();
        String name = variables.text(SPOOL, fallback);
        try {
            return Files.createDirectories(Path.of(name)).toRealPath();
        } catch (IOException | InvalidPathException e) {
            throw new SettingException(
                    SPOOL + " is \"" + name
                            + "\", which cannot be made; set it to a directory that the service may write to",
                    e);
        }
    }
}
