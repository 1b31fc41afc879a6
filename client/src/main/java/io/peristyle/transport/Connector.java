package io.peristyle.transport;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.time.Deadline;
import java.util.concurrent.CompletableFuture;

/** Makes connections. Thread-safe. */
public interface Connector {
    /**
     * Connects and shakes hands, within the limits of its own options.
     *
     * @param deadline ends the attempt earlier, if it is earlier
     * @return fails with a {@link io.peristyle.error.ClickHouseException}
     */
    CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline);

    /** Closes all connections and the event loops; completes when no thread, socket or timer is left. */
    CompletableFuture<Void> close();
}
