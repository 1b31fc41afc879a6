package io.peristyle.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that sends no data: SELECT, DDL, SET and so on. Immutable.
 *
 * @param sql one statement, with placeholders {@code {name:Type}}
 * @param parameters a value for each placeholder
 * @param options what travels with it
 * @param repeatable whether it may be sent again after a failure: it reads only, or the caller says so
 * @param streamed whether rows are of use before all have come; if not, a server may be asked to hold them back
 * @param format in which the answer is handed out as bytes; null: as blocks
 */
public record QueryRequest(
        String sql,
        List<Parameter> parameters,
        QueryOptions options,
        boolean repeatable,
        boolean streamed,
        @Nullable String format) {
    public QueryRequest {
        parameters = List.copyOf(parameters);
    }

    /** A statement whose rows are used as they come. */
    public QueryRequest(String sql, List<Parameter> parameters, QueryOptions options, boolean repeatable) {
        this(sql, parameters, options, repeatable, true);
    }

    /** A statement whose answer is handed out as blocks. */
    public QueryRequest(
            String sql, List<Parameter> parameters, QueryOptions options, boolean repeatable, boolean streamed) {
        this(sql, parameters, options, repeatable, streamed, null);
    }

    /** The same under another identifier. */
    public QueryRequest withQueryId(String id) {
        return new QueryRequest(sql, parameters, options.withQueryId(id), repeatable, streamed, format);
    }
}
