package io.peristyle.options;

/**
 * What a server may send at most; beyond it the connection is closed.
 *
 * @param maximumStringBytes bytes of one string value
 * @param maximumBlockBytes bytes that one block may take in memory
 * @param maximumFrameBytes bytes of one compressed frame, compressed and uncompressed
 * @param maximumBlockRows rows of one block
 * @param maximumColumns columns of one block
 * @param maximumExceptionDepth errors nested in one another
 */
public record Limits(
        int maximumStringBytes,
        long maximumBlockBytes,
        int maximumFrameBytes,
        int maximumBlockRows,
        int maximumColumns,
        int maximumExceptionDepth) {
    /** 256 MiB, 1 GiB, 256 MiB, 16 million, 10,000, 16. */
    public static final Limits DEFAULT = new Limits(256 << 20, 1L << 30, 256 << 20, 16_000_000, 10_000, 16);

    public Limits withMaximumStringBytes(int maximumStringBytes) {
        return new Limits(
                maximumStringBytes,
                maximumBlockBytes,
                maximumFrameBytes,
                maximumBlockRows,
                maximumColumns,
                maximumExceptionDepth);
    }

    public Limits withMaximumBlockBytes(long maximumBlockBytes) {
        return new Limits(
                maximumStringBytes,
                maximumBlockBytes,
                maximumFrameBytes,
                maximumBlockRows,
                maximumColumns,
                maximumExceptionDepth);
    }

    public Limits withMaximumFrameBytes(int maximumFrameBytes) {
        return new Limits(
                maximumStringBytes,
                maximumBlockBytes,
                maximumFrameBytes,
                maximumBlockRows,
                maximumColumns,
                maximumExceptionDepth);
    }

    public Limits withMaximumBlockRows(int maximumBlockRows) {
        return new Limits(
                maximumStringBytes,
                maximumBlockBytes,
                maximumFrameBytes,
                maximumBlockRows,
                maximumColumns,
                maximumExceptionDepth);
    }

    public Limits withMaximumColumns(int maximumColumns) {
        return new Limits(
                maximumStringBytes,
                maximumBlockBytes,
                maximumFrameBytes,
                maximumBlockRows,
                maximumColumns,
                maximumExceptionDepth);
    }

    public Limits withMaximumExceptionDepth(int maximumExceptionDepth) {
        return new Limits(
                maximumStringBytes,
                maximumBlockBytes,
                maximumFrameBytes,
                maximumBlockRows,
                maximumColumns,
                maximumExceptionDepth);
    }
}
