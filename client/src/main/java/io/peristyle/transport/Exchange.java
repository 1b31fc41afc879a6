package io.peristyle.transport;

/** A request on its way and its answer. Thread-safe. */
public interface Exchange {
    /**
     * Asks for {@code blocks} more blocks of rows; {@link Long#MAX_VALUE} for all. Without demand the socket is not read
     * beyond the block under way.
     */
    void request(long blocks);

    /**
     * Gives up: a query is cancelled on the server and its rest drained within bounds of time and bytes, else the
     * connection is closed; an insert's connection is closed. No end or failure is reported any more, only the release.
     */
    void cancel();
}
