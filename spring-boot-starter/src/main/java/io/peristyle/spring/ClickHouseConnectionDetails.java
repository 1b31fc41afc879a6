package io.peristyle.spring;

import io.peristyle.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the servers are and who connects, from somewhere else than the configuration: a container, a compose file, a registry
 * of services. A bean of this type wins over {@code peristyle.*} and {@code CLICKHOUSE_*} in what it says; all else is as
 * they say. Null and empty mean: as configured.
 */
public interface ClickHouseConnectionDetails extends ConnectionDetails {
    /**
     * The servers, by the ports of the native protocol, which is then spoken whatever is configured. They stand in place of
     * all that are configured, and of a cluster to be discovered.
     */
    List<Endpoint> endpoints();

    /** Whether the servers are to be spoken to with TLS. */
    default @Nullable Boolean secure() {
        return null;
    }

    /** Who connects. */
    default @Nullable String username() {
        return null;
    }

    /** The user's password. */
    default @Nullable String password() {
        return null;
    }

    /** The database that names without one refer to. */
    default @Nullable String database() {
        return null;
    }
}
