package io.peristyle.query;

/**
 * An {@code INSERT INTO t (a, b) FORMAT Native} whose rows come from a {@link BlockSource}. Immutable.
 *
 * @param sql the statement, ending so that the server expects data
 * @param options what travels with it
 */
public record InsertRequest(String sql, QueryOptions options) {}
