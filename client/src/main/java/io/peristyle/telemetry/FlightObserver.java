package io.peristyle.telemetry;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ServerException;
import io.peristyle.observe.BreakerEvent;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.ConnectionEvent;
import io.peristyle.observe.EndpointEvent;
import io.peristyle.observe.LeaseEvent;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import io.peristyle.query.SqlFingerprint;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commits what happens to flight recordings, if any are running. Loaded only where {@code jdk.jfr} is. */
final class FlightObserver implements ClientObserver {
    private static final int FINGERPRINT_LENGTH = 200;
    private static final int BORROWER_FRAMES = 12;
    /** A lease that came at once is no wait. */
    private static final long LEAST_WAIT_NANOS = 1_000_000;

    // Asked whether they are recorded, never committed: a question costs no allocation then.
    private final FlightEvents.Query query = new FlightEvents.Query();
    private final FlightEvents.LeaseWait leaseWait = new FlightEvents.LeaseWait();
    private final FlightEvents.LeaseRefused leaseRefused = new FlightEvents.LeaseRefused();
    private final FlightEvents.LeaseOverdue leaseOverdue = new FlightEvents.LeaseOverdue();

    /** Statements that began during a recording and have not ended. */
    private final Map<QueryEvent.Statement, FlightEvents.Query> running = new ConcurrentHashMap<>();

    @Override
    public boolean wantsQueries() {
        if (query.isEnabled()) {
            return true;
        }
        // What began during a recording that has ended will not be heard of again.
        if (!running.isEmpty()) {
            running.clear();
        }
        return false;
    }

    @Override
    public boolean wantsLeases() {
        return leaseWait.isEnabled() || leaseRefused.isEnabled() || leaseOverdue.isEnabled();
    }

    @Override
    public void onConnection(ConnectionEvent event) {
        if (event instanceof ConnectionEvent.Opened opened) {
            FlightEvents.ConnectionOpened record = new FlightEvents.ConnectionOpened();
            if (record.isEnabled()) {
                record.endpoint = opened.endpoint().toString();
                record.took = opened.took().toNanos();
                record.commit();
            }
        } else if (event instanceof ConnectionEvent.OpenFailed failed) {
            FlightEvents.ConnectionFailed record = new FlightEvents.ConnectionFailed();
            if (record.isEnabled()) {
                record.endpoint = failed.endpoint().toString();
                record.took = failed.took().toNanos();
                record.error = nameOf(failed.failure());
                record.message = messageOf(failed.failure());
                record.commit();
            }
        } else if (event instanceof ConnectionEvent.Closed closed) {
            FlightEvents.ConnectionClosed record = new FlightEvents.ConnectionClosed();
            if (record.isEnabled()) {
                record.endpoint = closed.endpoint().toString();
                record.age = closed.age().toNanos();
                record.reason = closed.reason().name();
                record.commit();
            }
        }
    }

    @Override
    public void onLease(LeaseEvent event) {
        if (event instanceof LeaseEvent.Acquired acquired) {
            if (acquired.waited().toNanos() >= LEAST_WAIT_NANOS && leaseWait.isEnabled()) {
                FlightEvents.LeaseWait record = new FlightEvents.LeaseWait();
                record.endpoint = acquired.endpoint().toString();
                record.waited = acquired.waited().toNanos();
                record.commit();
            }
        } else if (event instanceof LeaseEvent.Refused refused) {
            if (leaseRefused.isEnabled()) {
                FlightEvents.LeaseRefused record = new FlightEvents.LeaseRefused();
                record.waited = refused.waited().toNanos();
                record.error = nameOf(refused.failure());
                record.message = messageOf(refused.failure());
                record.commit();
            }
        } else if (event instanceof LeaseEvent.Overdue overdue && leaseOverdue.isEnabled()) {
            FlightEvents.LeaseOverdue record = new FlightEvents.LeaseOverdue();
            record.endpoint = overdue.endpoint().toString();
            record.used = overdue.used().toNanos();
            record.queryId = overdue.queryId();
            record.borrower = framesOf(overdue.borrowedAt());
            record.commit();
        }
    }

    @Override
    public void onQuery(QueryEvent event) {
        if (event instanceof QueryEvent.Started started) {
            if (query.isEnabled()) {
                FlightEvents.Query record = new FlightEvents.Query();
                record.begin();
                running.put(started.statement(), record);
            }
        } else if (event instanceof QueryEvent.Ended ended) {
            FlightEvents.Query record = running.remove(ended.statement());
            if (record == null) {
                record = new FlightEvents.Query();
            }
            record.end();
            if (record.shouldCommit()) {
                fill(record, ended);
                record.commit();
            }
        }
    }

    @Override
    public void onRetry(RetryEvent event) {
        FlightEvents.Retry record = new FlightEvents.Retry();
        if (record.isEnabled()) {
            record.queryId = event.queryId();
            record.attempt = event.attempt();
            record.endpoint = text(event.endpoint());
            record.error = nameOf(event.failure());
            record.errorCode = codeOf(event.failure());
            record.pause = event.pause().toNanos();
            record.commit();
        }
    }

    @Override
    public void onBreaker(BreakerEvent event) {
        FlightEvents.Breaker record = new FlightEvents.Breaker();
        if (record.isEnabled()) {
            record.endpoint = event.endpoint().toString();
            record.from = event.from().name();
            record.to = event.to().name();
            record.error = nameOf(event.cause());
            record.commit();
        }
    }

    @Override
    public void onEndpoint(EndpointEvent event) {
        FlightEvents.EndpointChange record = new FlightEvents.EndpointChange();
        if (record.isEnabled()) {
            record.endpoint = event.endpoint().toString();
            record.change = event.change().name();
            record.commit();
        }
    }

    @Override
    public void onLostInsert(LostInsertEvent event) {
        FlightEvents.LostInsert record = new FlightEvents.LostInsert();
        if (record.isEnabled()) {
            record.target = SqlFingerprint.of(event.target(), FINGERPRINT_LENGTH);
            record.rows = event.rows();
            record.error = nameOf(event.failure());
            record.errorCode = codeOf(event.failure());
            record.commit();
        }
    }

    private static void fill(FlightEvents.Query record, QueryEvent.Ended ended) {
        QueryEvent.Statement statement = ended.statement();
        record.queryId = statement.queryId();
        record.operation = statement.operation();
        record.database = statement.database();
        record.sql = SqlFingerprint.of(statement.sql(), FINGERPRINT_LENGTH);
        record.took = ended.took().toNanos();
        record.endpoint = text(ended.endpoint());
        record.attempts = ended.attempts();
        record.error = nameOf(ended.failure());
        record.errorCode = codeOf(ended.failure());
        if (ended.summary() != null) {
            record.outcome = "DONE";
            record.rows = ended.summary().rows();
            record.readBytes = ended.summary().progress().readBytes();
            record.writtenBytes = ended.summary().progress().writtenBytes();
        } else if (ended.failure() instanceof ClickHouseException known) {
            record.outcome = known.outcome().name();
        } else {
            record.outcome = ended.isCancelled() ? "CANCELLED" : "FAILED";
        }
    }

    /** ClickHouse's name of the error, or the class of another failure: never a message that may quote data. */
    private static @Nullable String nameOf(@Nullable Throwable failure) {
        if (failure instanceof ServerException error) {
            return error.codeName();
        }
        return failure == null ? null : failure.getClass().getName();
    }

    /** What failed before a statement was sent quotes no data. */
    private static @Nullable String messageOf(Throwable failure) {
        return failure instanceof ClickHouseException ? failure.getMessage() : null;
    }

    private static int codeOf(@Nullable Throwable failure) {
        return failure instanceof ServerException error ? error.code() : 0;
    }

    private static String framesOf(Throwable borrowedAt) {
        return Stream.of(borrowedAt.getStackTrace())
                .limit(BORROWER_FRAMES)
                .map(StackTraceElement::toString)
                .collect(Collectors.joining("\n"));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
