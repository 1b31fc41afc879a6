package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.query.Setting;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Every option of a client. Immutable.
 *
 * @param endpoints the servers, at least one
 * @param connection how each connection is made
 * @param pool how many are kept
 * @param threads the client's threads
 * @param insert how inserts are cut
 * @param settings server settings that travel with every statement
 * @param queryTimeout the limit of an operation as a whole; null: none
 * @param closeGrace how long closing waits for operations under way
 */
public record ClientOptions(
        List<Endpoint> endpoints,
        ConnectionOptions connection,
        PoolOptions pool,
        ThreadOptions threads,
        InsertOptions insert,
        List<Setting> settings,
        @Nullable Duration queryTimeout,
        Duration closeGrace) {
    public ClientOptions {
        endpoints = List.copyOf(endpoints);
        settings = List.copyOf(settings);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("there is no endpoint");
        }
    }
}
