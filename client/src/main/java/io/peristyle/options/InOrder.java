package io.peristyle.options;

import java.util.List;

/** The first candidate: those that are out of service are none. */
enum InOrder implements Balancing {
    INSTANCE;

    @Override
    public int choose(List<EndpointLoad> candidates) {
        return 0;
    }

    @Override
    public String toString() {
        return "in_order";
    }
}
