package io.peristyle.options;

/**
 * How a large insert is cut into blocks: at whichever limit comes first.
 *
 * @param maximumBlockRows rows of one block
 * @param maximumBlockBytes bytes of one block, uncompressed, about
 */
public record InsertOptions(int maximumBlockRows, long maximumBlockBytes) {
    /** 65,409 rows, 8 MiB. */
    public static final InsertOptions DEFAULT = new InsertOptions(65_409, 8 << 20);
}
