package io.peristyle.cluster;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import io.peristyle.query.StatementKind;
import io.peristyle.query.Summary;
import io.peristyle.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the observer of one statement, if it wants to be told of statements, and of its retries in any case. */
final class StatementEvents {
    private final ClientObserver observer;
    private final Clock clock;
    private final String queryId;
    private final long startedNanos;
    private final QueryEvent.@Nullable Statement told;

    StatementEvents(ExecutorSettings settings, Statement statement) {
        this.observer = settings.observer();
        this.clock = settings.environment().clock();
        this.queryId = statement.options().queryId();
        boolean observed = observer.wantsQueries();
        this.startedNanos = observed ? clock.nanoTime() : 0;
        this.told = observed
                ? new QueryEvent.Statement(
                        queryId, StatementKind.firstWord(statement.sql()), statement.sql(), settings.database())
                : null;
    }

    void started() {
        if (told != null) {
            observer.onQuery(new QueryEvent.Started(told));
        }
    }

    void retrying(int attempt, Endpoint endpoint, Throwable failure, long pauseNanos) {
        observer.onRetry(new RetryEvent(queryId, attempt, endpoint, failure, Duration.ofNanos(pauseNanos)));
    }

    /** It has ended; both null: it was cancelled. */
    void ended(@Nullable Summary summary, @Nullable Throwable failure) {
        if (told != null) {
            Duration took = Duration.ofNanos(clock.nanoTime() - startedNanos);
            observer.onQuery(new QueryEvent.Ended(told, took, summary, failure));
        }
    }
}
