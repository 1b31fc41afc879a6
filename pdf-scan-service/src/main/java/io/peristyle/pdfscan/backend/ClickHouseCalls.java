package io.peristyle.pdfscan.backend;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.DataException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;

/** How the repositories talk to ClickHouse: on a schema that is ready, within a deadline, failing in the service's terms. */
final class ClickHouseCalls {
    /** Longer than the client waits for a server to come back, so that its more telling failure comes first. */
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final ClickHouse client;
    private final Database database;
    private final ClickHouseSchema schema;

    ClickHouseCalls(ClickHouse client, Database database) {
        this.client = client;
        this.database = database;
        this.schema = new ClickHouseSchema(client, database);
    }

    /** Runs a query, in which {@code %s} is the table. */
    <T> CompletableFuture<T> query(String table, String sql, Function<Query, CompletableFuture<T>> run) {
        return inServiceTerms(schema.ready()
                .thenCompose(nothing -> run.apply(
                        client.query(sql.formatted(database.table(table))).timeout(TIMEOUT))));
    }

    /** Inserts rows as one block, under a token, so that the client may repeat it. */
    <T> CompletableFuture<Void> insert(String table, List<T> rows, String token) {
        return inServiceTerms(schema.ready()
                .thenCompose(nothing -> client.insert(database.table(table))
                        .deduplicationToken(token)
                        .timeout(TIMEOUT)
                        .records(rows)
                        .thenAccept(summary -> {})));
    }

    String database() {
        return database.name();
    }

    CompletableFuture<Void> schema() {
        return inServiceTerms(schema.ready());
    }

    private static <T> CompletableFuture<T> inServiceTerms(CompletableFuture<T> call) {
        return call.exceptionallyCompose(failure -> CompletableFuture.failedFuture(translated(failure)));
    }

    private static Throwable translated(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (!(cause instanceof ClickHouseException e) || e instanceof DataException) {
            return cause;
        }
        String what = e instanceof ServerException server
                ? "ClickHouse refused: " + server.codeName() + " (" + server.code() + ")"
                : "ClickHouse cannot be reached: " + e.getClass().getSimpleName();
        return new BackendUnavailableException(what, e, e.outcome() == Outcome.NOT_EXECUTED);
    }
}
