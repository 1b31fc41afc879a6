package io.peristyle.observe;

import io.peristyle.query.Summary;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The life of a statement, all its attempts being one. */
public sealed interface QueryEvent {
    /** What identifies the statement. */
    Statement statement();

    /** It was given to the client. */
    record Started(Statement statement) implements QueryEvent {}

    /**
     * It ended.
     *
     * @param took from the start, the wait for a connection and every attempt included
     * @param summary what is known of it; null if it failed or was cancelled
     * @param failure why it failed; null if it did not. Cancelled if both are null
     */
    record Ended(
            Statement statement,
            Duration took,
            @Nullable Summary summary,
            @Nullable Throwable failure) implements QueryEvent {}

    /**
     * Which statement.
     *
     * @param queryId the identifier that travels with it
     * @param operation its first word in capitals, such as {@code SELECT}
     * @param sql its text with placeholders, not with their values
     * @param database the database of the connection
     */
    record Statement(String queryId, String operation, String sql, String database) {}
}
