package io.peristyle.options;

/**
 * How inserts are run. A large one is cut into blocks, no longer than whichever limit comes first.
 *
 * @param maximumBlockRows rows of one block
 * @param maximumBlockBytes bytes of one block, uncompressed, about
 * @param joinedBytes blocks that are all there before the first is sent travel as one of up to so many bytes at the server, about,
 *     as far as the server would join them to one write anyway, and if no column is Nullable, LowCardinality or made of others;
 *     0: each by itself
 * @param background the bounds of what runs in the background
 */
public record InsertOptions(
        int maximumBlockRows, long maximumBlockBytes, long joinedBytes, BackgroundLimits background) {
    /** 65,409 rows, 8 MiB; joined up to 64 MiB. */
    public static final InsertOptions DEFAULT = new InsertOptions(65_409, 8 << 20);

    public InsertOptions(int maximumBlockRows, long maximumBlockBytes) {
        this(maximumBlockRows, maximumBlockBytes, 64 << 20, BackgroundLimits.DEFAULT);
    }

    public InsertOptions withMaximumBlockRows(int rows) {
        return new InsertOptions(rows, maximumBlockBytes, joinedBytes, background);
    }

    public InsertOptions withMaximumBlockBytes(long bytes) {
        return new InsertOptions(maximumBlockRows, bytes, joinedBytes, background);
    }

    public InsertOptions withJoinedBytes(long bytes) {
        return new InsertOptions(maximumBlockRows, maximumBlockBytes, bytes, background);
    }

    public InsertOptions withBackground(BackgroundLimits limits) {
        return new InsertOptions(maximumBlockRows, maximumBlockBytes, joinedBytes, limits);
    }
}
