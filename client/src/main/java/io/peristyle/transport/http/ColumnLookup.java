package io.peristyle.transport.http;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.query.InsertTarget;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.type.ClickHouseType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The types of an insert's columns as the server has them now, which HTTP does not tell by itself: asked for, or heard from
 * another insert that asks at the same time. Event loop only, but for what {@link ColumnLookups} calls.
 */
final class ColumnLookup implements ColumnLookups.Insert {
    /**
     * A question of its own also shows an insert that its connection still leads somewhere, before rows are sent that might be
     * stored or not. It may do without where the connection has just shown that; who drops idle ones takes longer.
     */
    private static final long PROVEN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final HttpConnection connection;
    private final InsertTarget target;
    private final QueryRequest question;
    private final Asker asker;
    private Map<String, String> types = new HashMap<>();

    /** The right to ask; null before, afterwards, and if nobody shares the answer. */
    private ColumnLookups.@Nullable Turn turn;

    private boolean waiting;

    ColumnLookup(HttpConnection connection, InsertTarget target, QueryOptions options, Asker asker) {
        this.connection = connection;
        this.target = target;
        QueryOptions own = new QueryOptions("", List.of(), options.roles(), options.trace(), options.compressed());
        this.question = new QueryRequest("DESCRIBE TABLE " + target.table(), List.of(), own, true, false);
        this.asker = asker;
    }

    /** The insert. Called on the event loop. */
    interface Asker {
        /** Whether it still needs an answer. */
        boolean isActive();

        /** Asks {@code question} over its own connection. */
        void ask(QueryRequest question);

        /** All is known. */
        void onColumns();

        /** Runs {@code step}; what that throws fails the insert. */
        void goOn(Runnable step);
    }

    /** How the answer comes. */
    AnswerEncoding encoding() {
        return connection.requests().encoding(question, connection.profile());
    }

    /** Whether another one asks, or is about to. */
    boolean isWaiting() {
        return waiting;
    }

    /** Has it asked, unless others ask just now. */
    void begin() {
        String server = connection.answers().serverHeardWithin(PROVEN_NANOS);
        if (server != null && !connection.requests().arguments().isSession()) {
            var table = new ColumnLookups.Table(
                    connection.endpoint(),
                    server,
                    target.table(),
                    question.options().roles());
            turn = connection.session().lookups().enter(table, this);
            waiting = turn == null;
        }
        if (!waiting) {
            asker.ask(question);
        }
    }

    /** Some lines of the answer. */
    void add(Block lines) {
        for (int row = 0; row < lines.rows(); row++) {
            types.put(lines.column(0).stringValue(row), lines.column(1).stringValue(row));
        }
    }

    /** The answer is there as a whole, or will never be. */
    void end(boolean complete) {
        ColumnLookups.Turn ended = turn;
        turn = null;
        if (ended != null) {
            ended.end(complete ? Map.copyOf(types) : null);
        }
    }

    /** Names and types of those columns that the table has. */
    Block header(CodecRegistry codecs) {
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String name : target.columns()) {
            String type = types.get(name);
            if (type != null) {
                names.add(name);
                columns.add(codecs.builder(ClickHouseType.parse(type), 0).build());
            }
        }
        return new Block(0, names, columns);
    }

    @Override
    public void ask(ColumnLookups.Turn given) {
        try {
            connection.eventLoop().execute(() -> onTurn(given));
        } catch (RejectedExecutionException e) {
            given.end(null);
        }
    }

    @Override
    public void onAnswer(@Nullable Map<String, String> heard) {
        try {
            connection.eventLoop().execute(() -> onHeard(heard));
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and with it the insert.
        }
    }

    private void onTurn(ColumnLookups.Turn given) {
        if (!asker.isActive()) {
            given.pass();
            return;
        }
        turn = given;
        askNow();
    }

    private void onHeard(@Nullable Map<String, String> heard) {
        if (!asker.isActive()) {
            return;
        }
        if (heard == null || connection.answers().serverHeardWithin(PROVEN_NANOS) == null) {
            askNow();
            return;
        }
        types = heard;
        waiting = false;
        asker.goOn(asker::onColumns);
    }

    private void askNow() {
        waiting = false;
        connection.silence().onRead();
        asker.goOn(() -> asker.ask(question));
    }
}
