package io.peristyle.pdfscan.backend;

/**
 * What the memory backend keeps at most. The eldest documents whose scan is over make room, with their findings.
 *
 * @param operations of each name
 */
public record MemoryLimits(int documents, int findings, int operations) {
    /** Some tens of megabytes. */
    public static final MemoryLimits DEFAULT = new MemoryLimits(10_000, 200_000, 10_000);
}
