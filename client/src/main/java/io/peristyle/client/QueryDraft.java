package io.peristyle.client;

import io.peristyle.query.Placeholders;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that was said of a query so far; a value that is copied before it is changed. */
final class QueryDraft {
    final StatementText text;
    // Never changed, only replaced: copies share it.
    private Map<String, @Nullable Object> parameters;
    final StatementOptions options;
    final ResultListeners listeners;
    boolean idempotent;

    /** Of the bytes of a raw result; null: blocks. */
    @Nullable
    String format;

    QueryDraft(String sql) {
        this(new StatementText(sql), Map.of(), new StatementOptions(), new ResultListeners());
    }

    private QueryDraft(
            StatementText text,
            Map<String, @Nullable Object> parameters,
            StatementOptions options,
            ResultListeners listeners) {
        this.text = text;
        this.parameters = parameters;
        this.options = options;
        this.listeners = listeners;
    }

    QueryDraft copy() {
        QueryDraft copy = new QueryDraft(text, parameters, options.copy(), listeners.copy());
        copy.idempotent = idempotent;
        copy.format = format;
        return copy;
    }

    /** Adds {@code values} to those of the placeholders. */
    void parameters(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(parameters);
        more.putAll(values);
        parameters = more;
    }

    void parameter(String name, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        parameters = more;
    }

    /** What the values of the placeholders take in memory, about. */
    long parameterBytes() {
        return BackgroundTask.bytesOf(parameters);
    }

    /** Throws if parameters do not fit. */
    void check() {
        bind();
    }

    /**
     * Starts the query, with its answer to {@code feed}; throws if parameters do not fit.
     *
     * @param streamed whether rows are of use before all have come
     */
    void start(Engine engine, ResultFeed feed, boolean streamed) {
        Deadline deadline = options.deadline(engine.options(), engine.clock());
        Placeholders.Bound bound = bind();
        QueryRequest request = new QueryRequest(
                bound.sql(),
                bound.parameters(),
                options.build(engine.options()),
                idempotent || text.isRepeatable(),
                streamed,
                format);
        feed.attach(engine.statements().query(request, feed, deadline));
    }

    private Placeholders.Bound bind() {
        return text.placeholders().bind(parameters);
    }
}
