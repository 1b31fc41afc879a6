package io.peristyle.query;

import io.peristyle.endpoint.Endpoint;
import java.util.List;

/**
 * What is known of a statement that was carried out.
 *
 * @param queryId the identifier under which it ran; empty if the server made one up
 * @param endpoint the server that ran it, or would have, had there been anything to do
 * @param endpoints the servers asked, one for each attempt and in their order; the last one ran it
 * @param rows rows of the result, or rows sent by an insert
 * @param blocks blocks of the result, or blocks sent by an insert
 * @param rowsBeforeLimit rows that the result would have without its LIMIT; −1 if the server did not say
 * @param progress the server's own account
 */
public record Summary(
        String queryId,
        Endpoint endpoint,
        List<Endpoint> endpoints,
        long rows,
        long blocks,
        long rowsBeforeLimit,
        Progress progress) {
    public Summary {
        endpoints = List.copyOf(endpoints);
    }

    /** How often the statement was sent, or about to be sent; 0 if there was nothing to send. */
    public int attempts() {
        return endpoints.size();
    }

    /** This as the end of several attempts. */
    public Summary withEndpoints(List<Endpoint> asked) {
        return new Summary(queryId, endpoint, asked, rows, blocks, rowsBeforeLimit, progress);
    }
}
