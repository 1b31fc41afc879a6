package io.peristyle.options;

/**
 * How inserts are run. A large one is cut into blocks, no longer than whichever limit comes first.
 *
 * @param maximumBlockRows rows of one block
 * @param maximumBlockBytes bytes of one block, uncompressed, about
 * @param background the bounds of what runs in the background
 */
public record InsertOptions(int maximumBlockRows, long maximumBlockBytes, BackgroundLimits background) {
    /** 65,409 rows, 8 MiB. */
    public static final InsertOptions DEFAULT = new InsertOptions(65_409, 8 << 20);

    public InsertOptions(int maximumBlockRows, long maximumBlockBytes) {
        this(maximumBlockRows, maximumBlockBytes, BackgroundLimits.DEFAULT);
    }

    public InsertOptions withMaximumBlockRows(int rows) {
        return new InsertOptions(rows, maximumBlockBytes, background);
    }

    public InsertOptions withMaximumBlockBytes(long bytes) {
        return new InsertOptions(maximumBlockRows, bytes, background);
    }

    public InsertOptions withBackground(BackgroundLimits limits) {
        return new InsertOptions(maximumBlockRows, maximumBlockBytes, limits);
    }
}
