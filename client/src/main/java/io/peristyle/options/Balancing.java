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

    /**
     * The less loaded of two servers drawn at random, in proportion to their weights: as even as a look at all of them, without
     * everybody running to the same one. Load is what is under way, divided by the weight. The default.
     */
    static Balancing leastLoaded() {
        return LeastLoaded.INSTANCE;
    }

    /** One server after another, interleaved by their weights. Looks at no load: a slow server gets as much as a fast one. */
    static Balancing roundRobin() {
        return new RoundRobin();
    }

    /** Any server, in proportion to the weights. */
    static Balancing random() {
        return WeightedRandom.INSTANCE;
    }

    /** The first server in service, whatever its load: a primary, and standbys for when it is down. */
    static Balancing inOrder() {
        return InOrder.INSTANCE;
    }
}
