package io.peristyle.micrometer;

import io.micrometer.core.instrument.Tags;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ServerException;
import io.peristyle.observe.QueryEvent;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names and values of the tags. */
final class MetricTags {
    static final String POOL_NAME = "db.client.connection.pool.name";
    static final String CONNECTION_STATE = "db.client.connection.state";
    static final Tags CANCELLED = Tags.of("error.type", "cancelled");

    private static final String NONE = "none";
    private static final Tags NO_ERROR = Tags.of("error.type", NONE);
    private static final Tags NO_SERVER = Tags.of("server.address", NONE, "server.port", NONE);
    private static final Set<String> OPERATIONS = Set.of(
            "ALTER",
            "ATTACH",
            "BACKUP",
            "BEGIN",
            "CHECK",
            "COMMIT",
            "CREATE",
            "DELETE",
            "DESC",
            "DESCRIBE",
            "DETACH",
            "DROP",
            "EXCHANGE",
            "EXISTS",
            "EXPLAIN",
            "GRANT",
            "INSERT",
            "KILL",
            "OPTIMIZE",
            "RENAME",
            "RESTORE",
            "REVOKE",
            "ROLLBACK",
            "SELECT",
            "SET",
            "SHOW",
            "SYSTEM",
            "TRUNCATE",
            "UNDROP",
            "UPDATE",
            "USE",
            "VALUES",
            "WATCH",
            "WITH");

    private MetricTags() {}

    /** What a statement does, and in which database. */
    static Tags operation(QueryEvent.Statement statement) {
        String operation = OPERATIONS.contains(statement.operation()) ? statement.operation() : "OTHER";
        String database = statement.database().isEmpty() ? NONE : statement.database();
        return Tags.of("db.operation.name", operation, "db.namespace", database);
    }

    /** The server as it was named: its addresses may come and go. */
    static Tags server(@Nullable Endpoint endpoint) {
        return endpoint == null
                ? NO_SERVER
                : Tags.of("server.address", endpoint.host(), "server.port", Integer.toString(endpoint.port()));
    }

    /** The server and the address that its name resolved to. */
    static Tags place(Endpoint endpoint) {
        String address = endpoint.address() == null ? endpoint.host() : endpoint.address();
        return server(endpoint).and("network.peer.address", address);
    }

    static Tags error(@Nullable Throwable failure) {
        if (failure == null) {
            return NO_ERROR;
        }
        return Tags.of(
                "error.type",
                failure instanceof ServerException error
                        ? Integer.toString(error.code())
                        : failure.getClass().getName());
    }

    static String lowerCase(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
