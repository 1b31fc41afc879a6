package io.peristyle.client;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;

/**
 * Reaches each server by what it speaks.
 *
 * @param overHttp the servers that speak HTTP
 */
record EitherConnector(Connector tcp, Connector http, Predicate<Endpoint> overHttp) implements Connector {
    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline) {
        return (overHttp.test(endpoint) ? http : tcp).connect(endpoint, deadline);
    }

    @Override
    public CompletableFuture<Void> close() {
        return CompletableFuture.allOf(tcp.close(), http.close());
    }
}
