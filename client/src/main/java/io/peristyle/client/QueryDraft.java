package io.peristyle.client;

import io.peristyle.query.Placeholders;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that was said of a query so far. A value: whatever changes it changes a copy, and copies share what they do not change.
 *
 * @param parameters the values of the placeholders; never changed
 * @param idempotent whether it may be carried out twice, whatever the statement looks like
 * @param format of the bytes of a raw result; null: blocks
 */
record QueryDraft(
        StatementText text,
        Map<String, @Nullable Object> parameters,
        StatementOptions options,
        ResultListeners listeners,
        boolean idempotent,
        @Nullable String format) {
    QueryDraft(String sql) {
        this(new StatementText(sql), Map.of(), new StatementOptions(), new ResultListeners(), false, null);
    }

    QueryDraft withParameter(String name, @Nullable Object value) {
        if (parameters.isEmpty()) {
            return withParameters(Collections.singletonMap(name, value));
        }
        Map<String, @Nullable Object> more = new LinkedHashMap<>(parameters);
        more.put(name, value);
        return withParameters(more);
    }

    /** Adds {@code values} to those of the placeholders. */
    QueryDraft withMoreParameters(Map<String, ? extends @Nullable Object> values) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(parameters);
        more.putAll(values);
        return withParameters(more);
    }

    private QueryDraft withParameters(Map<String, @Nullable Object> all) {
        return new QueryDraft(text, all, options, listeners, idempotent, format);
    }

    QueryDraft withOptions(Consumer<StatementOptions> change) {
        StatementOptions changed = options.copy();
        change.accept(changed);
        return new QueryDraft(text, parameters, changed, listeners, idempotent, format);
    }

    QueryDraft withListeners(Consumer<ResultListeners> change) {
        ResultListeners changed = listeners.copy();
        change.accept(changed);
        return new QueryDraft(text, parameters, options, changed, idempotent, format);
    }

    QueryDraft withIdempotence() {
        return new QueryDraft(text, parameters, options, listeners, true, format);
    }

    QueryDraft withFormat(String name) {
        return new QueryDraft(text, parameters, options, listeners, idempotent, name);
    }

    /** What the values of the placeholders take in memory, about. */
    long parameterBytes() {
        return new MemoryUse(null).of(parameters);
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
