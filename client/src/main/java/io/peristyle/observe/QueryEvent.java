package io.peristyle.observe;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
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
            @Nullable Throwable failure) implements QueryEvent {
        /** The server that ran it or was asked last; null if none was. */
        public @Nullable Endpoint endpoint() {
            if (summary != null) {
                return summary.endpoint();
            }
            return failure instanceof ClickHouseException known ? known.endpoint() : null;
        }

        /** How often it was sent or about to be sent; 0 if that is not known, or it never got a connection. */
        public int attempts() {
            if (summary != null) {
                return summary.attempts();
            }
            return failure instanceof ClickHouseException known ? known.attempts() : 0;
        }

        /** Whether it ended because nobody wanted its result any more. */
        public boolean isCancelled() {
            return summary == null && failure == null;
        }
    }

    /**
     * Which statement.
     *
     * @param queryId the identifier that travels with it
     * @param operation its first word in capitals, such as {@code SELECT}
     * @param sql its text with placeholders, not with their values; the first {@value #MAXIMUM_SQL_LENGTH} characters
     * @param database the database of the connection; empty: the user's default one
     */
    record Statement(String queryId, String operation, String sql, String database) {
        /** Characters of a statement's text that are kept: events wait in memory. */
        public static final int MAXIMUM_SQL_LENGTH = 4096;

        public Statement {
            sql = sql.length() > MAXIMUM_SQL_LENGTH ? sql.substring(0, MAXIMUM_SQL_LENGTH) : sql;
        }
    }
}
