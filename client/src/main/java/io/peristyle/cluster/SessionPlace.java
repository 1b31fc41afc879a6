package io.peristyle.cluster;

import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.time.ZoneId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A place in the line of a session: when its turn has come, its statements run until it is given up. */
final class SessionPlace implements StatementExecutor {
    private final SessionExecutor session;
    // Guarded by the session's lock.
    private final ArrayDeque<SessionExchange> statements = new ArrayDeque<>(1);
    private boolean left;

    SessionPlace(SessionExecutor session) {
        this.session = session;
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink sink, Deadline deadline) {
        return session.submit(new SessionExchange(session, new QueryStatement(request), sink, deadline), this);
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        return session.submit(new SessionExchange(session, new InsertStatement(request, source), sink, deadline), this);
    }

    @Override
    public ZoneId timeZone() {
        return session.timeZone();
    }

    /** Under the session's lock, as all below; false if the place was given up. */
    boolean add(SessionExchange statement) {
        return !left && statements.add(statement);
    }

    boolean remove(SessionExchange statement) {
        return statements.remove(statement);
    }

    /** The statement that is next; null if there is none now. */
    @Nullable
    SessionExchange poll() {
        return statements.poll();
    }

    void leave() {
        left = true;
    }

    /** Whether it has no statement and will have none. */
    boolean isOver() {
        return left && statements.isEmpty();
    }
}
