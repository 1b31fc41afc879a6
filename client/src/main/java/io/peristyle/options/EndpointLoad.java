package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;

/**
 * How busy a server is, as {@link Balancing} sees it. The figures are read while they change: each is right at some moment,
 * not all at the same one.
 */
public interface EndpointLoad {
    /** The server. */
    Endpoint endpoint();

    /** The share of the work that it is to get, relative to the others'; less than its weight while it recovers. */
    double weight();

    /** Connections lent to callers. */
    int inUse();

    /** Connections ready to be lent. */
    int idle();

    /** Connections in all: in use, idle, and being opened. */
    int size();

    /**
     * Whether a statement can be carried there now without closing a connection to another server: one is idle, or there is
     * room for one more.
     */
    boolean hasRoom();
}
