package io.peristyle.pdfscan.document;

/**
 * Which part of a list is asked for.
 *
 * @param limit 1 to {@link #MAXIMUM_LIMIT}
 * @param offset how many items to leave out, to {@link #MAXIMUM_OFFSET}
 */
public record PageRequest(int limit, int offset) {
    public static final int MAXIMUM_LIMIT = 500;
    public static final int MAXIMUM_OFFSET = 10_000_000;

    public PageRequest {
        if (limit < 1 || limit > MAXIMUM_LIMIT) {
            throw new IllegalArgumentException("limit is " + limit + ", must be 1 to " + MAXIMUM_LIMIT);
        }
        if (offset < 0 || offset > MAXIMUM_OFFSET) {
            throw new IllegalArgumentException("offset is " + offset + ", must be 0 to " + MAXIMUM_OFFSET);
        }
    }
}
