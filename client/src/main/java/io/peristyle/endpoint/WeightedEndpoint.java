package io.peristyle.endpoint;

/**
 * A server and the share of the work that it is to get. Immutable.
 *
 * @param weight relative to those of the other servers, at least 1
 */
public record WeightedEndpoint(Endpoint endpoint, int weight) {
    public WeightedEndpoint {
        if (weight < 1) {
            throw new IllegalArgumentException("the weight of " + endpoint + " is " + weight + ", must be at least 1");
        }
    }

    /** A server with the same share as any other that has the weight 1. */
    public static WeightedEndpoint of(Endpoint endpoint) {
        return new WeightedEndpoint(endpoint, 1);
    }
}
