package io.peristyle.query;

import io.peristyle.endpoint.Endpoint;

/**
 * What is known of a statement that was carried out.
 *
 * @param queryId the identifier under which it ran; empty if the server made one up
 * @param endpoint the server that ran it
 * @param attempts how often it was sent
 * @param rows rows of the result, or rows sent by an insert
 * @param blocks blocks of the result, or blocks sent by an insert
 * @param rowsBeforeLimit rows that the result would have without its LIMIT; −1 if the server did not say
 * @param progress the server's own account
 */
public record Summary(
        String queryId,
        Endpoint endpoint,
        int attempts,
        long rows,
        long blocks,
        long rowsBeforeLimit,
        Progress progress) {
    /** This with another number of attempts. */
    public Summary withAttempts(int number) {
        return number == attempts
                ? this
                : new Summary(queryId, endpoint, number, rows, blocks, rowsBeforeLimit, progress);
    }
}
