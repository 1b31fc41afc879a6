package io.peristyle.pdfscan.scan;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What scanning may take.
 *
 * @param workers processes that scan at once
 * @param timeout of one document
 * @param memoryMegabytes the heap of each process
 * @param cache a directory for what the library that reads PDFs keeps about fonts
 */
public record ScanLimits(int workers, Duration timeout, int memoryMegabytes, Path cache) {}
