package io.peristyle.client;

import io.peristyle.options.ClientOptions;

/** The tables that the user declared replicated: a deduplication token that one server has seen holds on every other one. */
final class ReplicatedTables {
    private ReplicatedTables() {}

    /** Whether {@code table} is one of them, with its database or with that of the connections. */
    static boolean contain(TableName table, ClientOptions options) {
        String database = options.connection().database();
        String whole = table.inDatabase(database).quoted();
        return options.retry().replicatedTables().stream()
                .anyMatch(name ->
                        TableName.parse(name).inDatabase(database).quoted().equals(whole));
    }
}
