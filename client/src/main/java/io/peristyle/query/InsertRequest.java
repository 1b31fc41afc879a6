package io.peristyle.query;

/**
 * An {@code INSERT INTO t (a, b) FORMAT Native} whose rows come from a {@link BlockSource}. Immutable.
 *
 * @param sql the statement, ending so that the server expects data
 * @param options what travels with it
 * @param replicated whether a deduplication token that one server has seen holds on every other one
 */
public record InsertRequest(String sql, QueryOptions options, boolean replicated) {
    /** An insert into a table whose tokens hold on the server that has seen them only. */
    public InsertRequest(String sql, QueryOptions options) {
        this(sql, options, false);
    }
}
