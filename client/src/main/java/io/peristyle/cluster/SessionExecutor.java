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

/** Runs statements on one connection, one after another in the order in which they, or their places, came. */
public final class SessionExecutor implements StatementExecutor {
    private final Lease<Connection> lease;
    private final ExecutorSettings settings;
    private final Object lock = new Object();
    // Guarded by the lock, in which no foreign code runs.
    private final ArrayDeque<SessionPlace> line = new ArrayDeque<>();
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

    /** A place behind all that came before; what comes later waits until it is given up. */
    @Override
    public Place place() {
        SessionPlace place = new SessionPlace(this);
        synchronized (lock) {
            if (closed) {
                throw Failures.sessionClosed();
            }
            line.add(place);
        }
        return new Place(place, () -> leave(place));
    }

    @Override
    public ZoneId timeZone() {
        return lease.resource().server().timeZone();
    }

    /** Takes no more statements, and closes the connection when those taken have ended. */
    public void close() {
        synchronized (lock) {
            closed = true;
        }
        advance();
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
            for (SessionPlace place : line) {
                if (place.remove(exchange)) {
                    removeIfOver(place);
                    return true;
                }
            }
            return false;
        }
    }

    /** The statement has ended. */
    void ended(SessionExchange exchange) {
        synchronized (lock) {
            if (running == exchange) {
                running = null;
            }
        }
        advance();
    }

    /** Has a statement run in its place, when the turn of that comes. */
    Exchange submit(SessionExchange exchange, SessionPlace place) {
        exchange.submitted();
        boolean taken;
        boolean first;
        synchronized (lock) {
            taken = place.add(exchange);
            first = isIdle() && line.peek() == place;
        }
        return submitted(exchange, taken, first);
    }

    private Exchange submit(SessionExchange exchange) {
        exchange.submitted();
        boolean taken;
        boolean first;
        synchronized (lock) {
            taken = !closed;
            first = isIdle() && line.isEmpty();
            if (taken) {
                SessionPlace place = new SessionPlace(this);
                place.add(exchange);
                place.leave();
                line.add(place);
            }
        }
        return submitted(exchange, taken, first);
    }

    private Exchange submitted(SessionExchange exchange, boolean taken, boolean first) {
        if (!taken) {
            exchange.fail(Failures.sessionClosed());
            return exchange;
        }
        if (!first) {
            exchange.await();
        }
        advance();
        return exchange;
    }

    private void leave(SessionPlace place) {
        synchronized (lock) {
            place.leave();
            removeIfOver(place);
        }
        advance();
    }

    // Under the lock.
    private void removeIfOver(SessionPlace place) {
        if (place.isOver()) {
            line.remove(place);
        }
    }

    /** Starts what may be started. Does not recurse, though statements that cannot be started end at once. */
    private void advance() {
        synchronized (lock) {
            if (advancing) {
                return;
            }
            advancing = true;
        }
        while (true) {
            SessionExchange next;
            boolean over;
            synchronized (lock) {
                next = running == null ? next() : null;
                over = closed && running == null && next == null && line.isEmpty();
                if (next == null) {
                    advancing = false;
                } else {
                    running = next;
                }
            }
            if (next != null) {
                next.start(lease.resource());
                continue;
            }
            if (over) {
                lease.discard();
            }
            return;
        }
    }

    // Under the lock.
    private @Nullable SessionExchange next() {
        SessionPlace first = line.peek();
        while (first != null && first.isOver()) {
            line.remove();
            first = line.peek();
        }
        return first == null ? null : first.poll();
    }

    // Under the lock. Between two statements nothing runs either, but the next one is about to.
    private boolean isIdle() {
        return running == null && !advancing;
    }
}
