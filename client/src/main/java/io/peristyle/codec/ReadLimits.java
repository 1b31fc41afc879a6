package io.peristyle.codec;

/**
 * What a server may send at most; beyond it the connection is closed.
 *
 * @param maximumStringBytes bytes of one string value
 * @param maximumBlockBytes bytes that one block may take in memory
 * @param maximumBlockRows rows of one block, and elements of one array column
 * @param maximumColumns columns of one block
 */
public record ReadLimits(int maximumStringBytes, long maximumBlockBytes, int maximumBlockRows, int maximumColumns) {
    public static final ReadLimits DEFAULT = new ReadLimits(256 << 20, 1L << 30, 16_000_000, 10_000);
}
