package io.peristyle.cluster;

import io.peristyle.pool.Lease;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import io.peristyle.time.Timers;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import java.time.ZoneId;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** Runs statements on one connection, one after another in the order in which they came. */
public final class SessionExecutor implements StatementExecutor {
    private final Lease<Connection> lease;
    private final ExecutorSettings settings;
    private final Object lock = new Object();
    // Guarded by the lock, in which no foreign code runs.
    private final ArrayDeque<SessionExchange> line = new ArrayDeque<>();
    private @Nullable SessionExchange running;
    private boolean advancing;
    private boolean closed;

    /** @param lease of the connection, which is closed with the session, since it has state on it */
    public SessionExecutor(Lease<Connection> lease, ExecutorSettings settings) {
        this.lease = lease;
        this.settings = settings;
        lease.resource().beginSession();
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink sink, Deadline deadline) {
        return submit(new SessionExchange(this, new QueryStatement(request), sink, deadline));
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        return submit(new SessionExchange(this, new InsertStatement(request, source), sink, deadline));
    }

    @Override
    public ZoneId timeZone() {
        return lease.resource().server().timeZone();
    }

    /** Takes no more statements, and closes the connection when those taken have ended. */
    public void close() {
        boolean idle;
        synchronized (lock) {
            closed = true;
            idle = isIdle();
        }
        if (idle) {
            lease.discard();
        }
    }

    /** The connection. */
    public Connection connection() {
        return lease.resource();
    }

    Timers timers() {
        return settings.environment().timers();
    }

    ExecutorSettings settings() {
        return settings;
    }

    Lease<Connection> lease() {
        return lease;
    }

    /** Takes a statement out of the line; false if it has left the line already. */
    boolean leave(SessionExchange exchange) {
        synchronized (lock) {
            return line.remove(exchange);
        }
    }

    /** The statement has ended. Does not recurse, though statements that cannot be started end at once. */
    void ended(SessionExchange exchange) {
        synchronized (lock) {
            if (running != exchange) {
                return;
            }
            running = null;
            if (advancing) {
                return;
            }
            advancing = true;
        }
        advance();
    }

    private void advance() {
        while (true) {
            SessionExchange next;
            synchronized (lock) {
                if (running != null) {
                    advancing = false;
                    return;
                }
                next = line.poll();
                running = next;
                if (next == null) {
                    advancing = false;
                    if (!closed) {
                        return;
                    }
                }
            }
            if (next == null) {
                lease.discard();
                return;
            }
            next.start(lease.resource());
        }
    }

    // Under the lock. Between two statements nothing runs either, but the next one is about to.
    private boolean isIdle() {
        return running == null && !advancing;
    }

    private Exchange submit(SessionExchange exchange) {
        exchange.submitted();
        boolean refused;
        boolean first = false;
        synchronized (lock) {
            refused = closed;
            if (!refused && isIdle()) {
                running = exchange;
                first = true;
            } else if (!refused) {
                line.add(exchange);
            }
        }
        if (refused) {
            exchange.fail(Failures.sessionClosed());
        } else if (first) {
            exchange.start(lease.resource());
        } else {
            exchange.await();
        }
        return exchange;
    }
}
