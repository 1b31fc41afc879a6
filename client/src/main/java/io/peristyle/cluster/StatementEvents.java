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

/** Tells the observer of one statement, if there is an observer. */
final class StatementEvents {
    private final ClientObserver observer;
    private final Clock clock;
    private final long startedNanos;
    private final QueryEvent.@Nullable Statement told;

    StatementEvents(ExecutorSettings settings, Statement statement) {
        this.observer = settings.observer();
        this.clock = settings.environment().clock();
        boolean observed = observer != ExecutorSettings.UNOBSERVED;
        this.startedNanos = observed ? clock.nanoTime() : 0;
        this.told = observed
                ? new QueryEvent.Statement(
                        statement.options().queryId(),
                        StatementKind.firstWord(statement.sql()),
                        statement.sql(),
                        settings.database())
                : null;
    }

    void started() {
        if (told != null) {
            observer.onQuery(new QueryEvent.Started(told));
        }
    }

    void retrying(int attempt, Endpoint endpoint, Throwable failure, long pauseNanos) {
        if (told != null) {
            observer.onRetry(new RetryEvent(told.queryId(), attempt, endpoint, failure, Duration.ofNanos(pauseNanos)));
        }
    }

    /** It has ended; both null: it was cancelled. */
    void ended(@Nullable Summary summary, @Nullable Throwable failure) {
        if (told != null) {
            Duration took = Duration.ofNanos(clock.nanoTime() - startedNanos);
            observer.onQuery(new QueryEvent.Ended(told, took, summary, failure));
        }
    }
}
