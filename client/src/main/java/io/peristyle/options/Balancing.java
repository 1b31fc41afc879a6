package io.peristyle.options;

import java.util.List;

/** Chooses the server that a request goes to. Safe for use by many threads; must not block. */
@FunctionalInterface
public interface Balancing {
    /**
     * Chooses one of several servers, all of them in service as far as is known.
     *
     * <p>The choice is obeyed even when the pool is full: a connection to another server is closed then to make room. A policy
     * that is indifferent should prefer servers that {@linkplain EndpointLoad#hasRoom() have room}.
     *
     * @param candidates at least two, in the order in which the servers were given
     * @return an index into {@code candidates}; where it is outside of them, or this throws, the client chooses by itself and
     *     logs it
     */
    int choose(List<EndpointLoad> candidates);
}
