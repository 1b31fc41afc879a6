package io.peristyle.cluster;

import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.QueryEvent;
import io.peristyle.query.StatementKind;
import io.peristyle.query.Summary;
import io.peristyle.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Tells the observer of one statement. */
final class StatementEvents {
    private final ClientObserver observer;
    private final Clock clock;
    private final long startedNanos;
    private final QueryEvent.Statement told;

    private StatementEvents(ExecutorSettings settings, Statement statement) {
        this.observer = settings.observer();
        this.clock = settings.environment().clock();
        this.startedNanos = clock.nanoTime();
        this.told = new QueryEvent.Statement(
                statement.options().queryId(),
                StatementKind.firstWord(statement.sql()),
                statement.sql(),
                settings.database());
    }

    /** The statement begins; null if nobody wants to be told of it. */
    static @Nullable StatementEvents started(ExecutorSettings settings, Statement statement) {
        if (!settings.observer().wantsQueries()) {
            return null;
        }
        StatementEvents events = new StatementEvents(settings, statement);
        events.observer.onQuery(new QueryEvent.Started(events.told));
        return events;
    }

    /** It has ended; both null: it was cancelled. */
    static void ended(@Nullable StatementEvents events, @Nullable Summary summary, @Nullable Throwable failure) {
        if (events != null) {
            Duration took = Duration.ofNanos(events.clock.nanoTime() - events.startedNanos);
            events.observer.onQuery(new QueryEvent.Ended(events.told, took, summary, failure));
        }
    }
}
