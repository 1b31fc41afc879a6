package io.peristyle.pillar;

import io.peristyle.client.ClickHouse;
import io.peristyle.client.Insert;
import io.peristyle.query.InlineValues;
import io.peristyle.query.Summary;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClickHouse} by the words of Pillar, a client for Elixir: thin aliases, behind which are the same pool, balancing,
 * retries and failures. What they do not say is at {@link #client()}. Thread-safe.
 *
 * <p>Placeholders are written {@code {name}} and get the type of their Java value, or of the column they stand for; {@code
 * {name:Type}} says it. They travel as parameters or as columns: no value becomes a part of the statement's text, but with
 * servers so old that they have no parameters.
 *
 * <p>No method blocks but {@link #close()}. Futures complete on the client's callback executor, and fail with {@link
 * io.peristyle.error.ClickHouseException}s. Cancelling one that was returned gives the statement up.
 */
public final class Pillar implements AutoCloseable {
    private final ClickHouse client;

    private Pillar(ClickHouse client) {
        this.client = client;
    }

    /**
     * A client of its own, connected as {@link ClickHouse#connect(io.peristyle.options.ClientOptions)} does.
     *
     * @throws io.peristyle.error.ConfigurationException if options are wrong
     */
    public static Pillar connect(PillarOptions options) {
        return of(ClickHouse.connect(options.builder().build()));
    }

    /** The words over a client that is there; closing this closes it. */
    public static Pillar of(ClickHouse client) {
        return new Pillar(Objects.requireNonNull(client, "client"));
    }

    /** The client behind the words. */
    public ClickHouse client() {
        return client;
    }

    /** {@link #select(String, Map)} without placeholders. */
    public CompletableFuture<List<Map<String, @Nullable Object>>> select(String sql) {
        return select(sql, Map.of());
    }

    /** The rows of a query, each as a map from the names of the columns to values, in the order of the columns. */
    public CompletableFuture<List<Map<String, @Nullable Object>>> select(
            String sql, Map<String, ? extends @Nullable Object> params) {
        return query(sql, params);
    }

    /** {@link #query(String, Map)} without placeholders. */
    public CompletableFuture<List<Map<String, @Nullable Object>>> query(String sql) {
        return query(sql, Map.of());
    }

    /** Runs any statement but an INSERT with VALUES; its rows as {@link #select}, none if it has none. */
    @SuppressWarnings("unchecked") // Maps of rows have texts as keys.
    public CompletableFuture<List<Map<String, @Nullable Object>>> query(
            String sql, Map<String, ? extends @Nullable Object> params) {
        CompletableFuture<?> rows = client.query(sql).params(params).list(Map.class);
        return (CompletableFuture<List<Map<String, @Nullable Object>>>) rows;
    }

    /** {@link #query(String, Map)}, as {@link #asyncInsert}: returns at once, and nobody need look at the future. */
    public CompletableFuture<Summary> asyncQuery(String sql, Map<String, ? extends @Nullable Object> params) {
        return client.query(sql).params(params).executeInBackground();
    }

    /** {@link #insert(String, Map)} without placeholders. */
    public CompletableFuture<Summary> insert(String sql) {
        return insert(sql, Map.of());
    }

    /**
     * Runs {@code INSERT INTO t (a, b) VALUES ({a}, {b})} or any other INSERT. Where the values are placeholders alone, each is
     * checked against its column's type and sent as that; with anything else among them the statement is run as INSERT …
     * SELECT, for which the server converts.
     */
    public CompletableFuture<Summary> insert(String sql, Map<String, ? extends @Nullable Object> params) {
        InlineValues values = InlineValues.of(sql);
        List<List<@Nullable Object>> rows = values == null ? null : values.rows(params);
        return values != null && values.table() != null && rows != null
                ? into(values.table(), values.columns()).rows(rows)
                : client.query(values == null ? sql : values.asSelect())
                        .params(params)
                        .execute();
    }

    /** {@link #asyncInsert(String, Map)} without placeholders. */
    public CompletableFuture<Summary> asyncInsert(String sql) {
        return asyncInsert(sql, Map.of());
    }

    /**
     * {@link #insert(String, Map)} in the background, as {@link io.peristyle.client.BackgroundInsert} says: returns at once; a
     * failure, overload included, goes to the observers and to the future, which nobody need look at.
     */
    public CompletableFuture<Summary> asyncInsert(String sql, Map<String, ? extends @Nullable Object> params) {
        InlineValues values = InlineValues.of(sql);
        List<List<@Nullable Object>> rows = values == null ? null : values.rows(params);
        return values != null && values.table() != null && rows != null
                ? into(values.table(), values.columns()).inBackground().rows(rows)
                : client.query(values == null ? sql : values.asSelect())
                        .params(params)
                        .executeInBackground();
    }

    /** Inserts one row: a map from names of columns to values. A column that is not named gets its DEFAULT. */
    public CompletableFuture<Summary> insertToTable(String table, Map<String, ? extends @Nullable Object> row) {
        return insertToTable(table, List.of(row));
    }

    /** Inserts rows by one INSERT: maps as {@link #insertToTable(String, Map)}, all with the same names. */
    public CompletableFuture<Summary> insertToTable(
            String table, Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        return client.insert(table).maps(rows);
    }

    /** {@link #insertToTable(String, Map)} in the background, as {@link #asyncInsert(String, Map)}. */
    public CompletableFuture<Summary> asyncInsertToTable(String table, Map<String, ? extends @Nullable Object> row) {
        return asyncInsertToTable(table, List.of(row));
    }

    /** {@link #insertToTable(String, Collection)} in the background, as {@link #asyncInsert(String, Map)}. */
    public CompletableFuture<Summary> asyncInsertToTable(
            String table, Collection<? extends Map<String, ? extends @Nullable Object>> rows) {
        return client.insert(table).inBackground().maps(rows);
    }

    /** {@link ClickHouse#close(Duration)}: what is in the background is sent within the grace. */
    public CompletableFuture<Void> close(Duration grace) {
        return client.close(grace);
    }

    /** {@link ClickHouse#close()}: waits for it, with the option {@code close_grace}. */
    @Override
    public void close() {
        client.close();
    }

    private Insert into(String table, List<String> columns) {
        return client.insert(table).columns(columns.toArray(new String[0]));
    }
}
