package io.peristyle.observe;

import io.peristyle.endpoint.Endpoint;

/** The set of servers changed. */
public record EndpointEvent(Endpoint endpoint, Change change) {
    /** What happened to a server. */
    public enum Change {
        /** It was added: named, resolved or discovered. */
        ADDED,
        /** It was removed: its name resolves to another address, or its cluster has it no more. */
        REMOVED,
        /** It was taken out of service. */
        DRAINING,
        /** It is back in service. */
        RESUMED
    }
}
