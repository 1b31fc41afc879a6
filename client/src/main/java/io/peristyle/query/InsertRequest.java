package io.peristyle.query;

import org.jspecify.annotations.Nullable;

/**
 * An {@code INSERT INTO t (a, b) FORMAT …} whose rows come from a {@link BlockSource}. Immutable.
 *
 * @param sql the statement, ending so that the server expects data
 * @param options what travels with it
 * @param replicated whether a deduplication token that one server has seen holds on every other one
 * @param target what the statement names; null if that is not known
 * @param joinedBytes up to which blocks that are ready may be sent as one; 0: none
 * @param format of the bytes that the source gives; null: it gives blocks
 */
public record InsertRequest(
        String sql,
        QueryOptions options,
        boolean replicated,
        @Nullable InsertTarget target,
        long joinedBytes,
        @Nullable String format) {
    /** An insert of blocks, each of which is sent by itself. */
    public InsertRequest(String sql, QueryOptions options, boolean replicated, @Nullable InsertTarget target) {
        this(sql, options, replicated, target, 0, null);
    }

    /** An insert of which nothing but the text is known, into a table whose tokens hold on the server that has seen them only. */
    public InsertRequest(String sql, QueryOptions options) {
        this(sql, options, false, null);
    }

    /** The same under another identifier. */
    public InsertRequest withQueryId(String id) {
        return new InsertRequest(sql, options.withQueryId(id), replicated, target, joinedBytes, format);
    }
}
