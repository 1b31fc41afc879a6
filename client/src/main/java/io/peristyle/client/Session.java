package io.peristyle.client;

import io.peristyle.cluster.SessionExecutor;
import io.peristyle.query.ServerInfo;
import java.util.Objects;

/**
 * A connection of one's own, for what lives on it: {@code SET}, {@code USE}, temporary tables. Statements run one after
 * another, in the order in which they were started; a query that is published or pulled, and an insert of what a publisher
 * delivers, holds the others up until it has ended or was cancelled. What is given to the background is started when its turn
 * there has come. Counts towards the client's connections. Thread-safe.
 *
 * <p>When the connection breaks, what lived on it is gone, and every further statement fails with {@link
 * io.peristyle.error.ConnectionException}.
 */
public final class Session implements AutoCloseable {
    private final Engine engine;
    private final SessionExecutor executor;

    Session(Engine client, SessionExecutor executor) {
        this.engine = client.on(executor);
        this.executor = executor;
    }

    /** A statement to be run here, as {@link ClickHouse#query}. */
    public Query query(String sql) {
        return new Query(engine, new QueryDraft(Objects.requireNonNull(sql, "sql")));
    }

    /** An insert to be run here, as {@link ClickHouse#insert}. */
    public Insert insert(String table) {
        return new Insert(engine, new InsertDraft(TableName.parse(Objects.requireNonNull(table, "table"))));
    }

    /** What the server says of itself. */
    public ServerInfo server() {
        return executor.connection().server();
    }

    /** Takes no more statements, and closes the connection after those that were started. Idempotent; does not wait. */
    @Override
    public void close() {
        executor.close();
    }
}
