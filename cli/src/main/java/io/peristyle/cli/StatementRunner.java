package io.peristyle.cli;

import io.peristyle.cli.format.OutputFormat;
import io.peristyle.cli.format.ResultWriter;
import io.peristyle.cli.format.TextDialect;
import io.peristyle.cli.statement.SqlText;
import io.peristyle.client.ClickHouse;
import io.peristyle.client.Query;
import io.peristyle.client.Session;
import io.peristyle.column.Block;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.Outcome;
import io.peristyle.query.InlineValues;
import io.peristyle.query.Placeholders;
import io.peristyle.query.ServerInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs statements in a session and prints what they return. Not thread-safe. */
final class StatementRunner implements AutoCloseable {
    private final ClickHouse db;
    private final Terminal terminal;
    private final Options options;
    private Session session;
    private TextDialect dialect;
    private boolean failedBefore;
    private final Set<String> unused;

    /** Opens a session. */
    StatementRunner(ClickHouse db, Terminal terminal, Options options) {
        this.db = db;
        this.terminal = terminal;
        this.options = options;
        this.session = db.session().join();
        this.dialect = dialect(session);
        this.unused = new LinkedHashSet<>(options.parameters().keySet());
    }

    /** The parameters that no statement had a place for. */
    Set<String> unusedParameters() {
        return unused;
    }

    /** Runs one statement; returns when its whole result is printed. */
    void run(String statement) {
        try {
            runOnce(statement);
            failedBefore = false;
        } catch (RuntimeException failure) {
            if (!failedBefore || !isUnsent(failure)) {
                failedBefore = true;
                throw failure;
            }
            // The connections of old servers do not survive an error.
            terminal.err()
                    .println("The connection ended with that error; going on with a new one,"
                            + " without what SET, USE and temporary tables had left.");
            session.close();
            session = db.session().join();
            dialect = dialect(session);
            runOnce(statement);
            failedBefore = false;
        }
    }

    @Override
    public void close() {
        session.close();
    }

    private static boolean isUnsent(RuntimeException failure) {
        return Failures.cause(failure) instanceof ConnectionException broken
                && broken.outcome() == Outcome.NOT_EXECUTED;
    }

    private static TextDialect dialect(Session session) {
        ServerInfo info = session.server();
        return TextDialect.of(info.version(), info.timeZone());
    }

    private void runOnce(String statement) {
        ResultWriter writer = format(statement).writer(terminal.out(), dialect);
        // Totals and extremes may come between blocks, but are printed behind them.
        Held held = new Held();
        ProgressLine progress = new ProgressLine(terminal.err(), options.progress());
        Query query = session.query(sent(statement))
                .onHeader(printing(writer::header))
                .onTotals(totals -> held.totals = totals)
                .onExtremes(extremes -> held.extremes = extremes);
        for (Map.Entry<String, String> setting : options.settings().entrySet()) {
            query = query.setting(setting.getKey(), setting.getValue());
        }
        for (String name : Placeholders.of(statement).names()) {
            String value = options.parameters().get(name);
            if (value != null) {
                unused.remove(name);
                query = query.param(name, value);
            }
        }
        if (options.progress()) {
            query = query.onProgress(progress::show);
        }
        try {
            query.forEachBlock(printing(block -> {
                        progress.clear();
                        writer.block(block);
                    }))
                    .join();
            finish(writer, held);
            requireWritten();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            progress.clear();
            terminal.out().flush();
        }
    }

    private String sent(String statement) {
        // Over the native protocol a server would wait for rows that never come.
        InlineValues values = dialect.inlineValues() ? null : InlineValues.of(statement);
        return values == null ? SqlText.withoutFormat(statement) : values.asSelect();
    }

    private static void finish(ResultWriter writer, Held held) throws IOException {
        if (held.totals != null) {
            writer.totals(held.totals);
        }
        if (held.extremes != null) {
            writer.extremes(held.extremes);
        }
        writer.end();
    }

    /** A {@code PrintStream} keeps to itself that a disk is full, or that nobody reads. */
    private void requireWritten() throws IOException {
        if (terminal.out().checkError()) {
            throw new IOException("the output takes no more: the disk is full, or whoever read it has gone");
        }
    }

    private OutputFormat format(String statement) {
        String name = SqlText.format(statement);
        if (name == null) {
            return options.format();
        }
        OutputFormat format = FormatNames.output(name);
        if (format == null) {
            terminal.err()
                    .println("FORMAT " + name + " is not one that this client writes"
                            + Nearest.hint(name, OutputFormat.names()) + "; writing " + options.format() + " instead");
            return options.format();
        }
        return format;
    }

    private Consumer<Block> printing(Printing action) {
        return block -> {
            try {
                action.print(block);
                requireWritten();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    /**
     * What holds for every statement.
     *
     * @param format used where a statement names none
     */
    record Options(
            OutputFormat format, Map<String, String> parameters, Map<String, String> settings, boolean progress) {}

    private interface Printing {
        void print(Block block) throws IOException;
    }

    /** What is printed last. Written on a callback thread before the result's future completes, read after that. */
    private static final class Held {
        @Nullable
        Block totals;

        @Nullable
        Block extremes;
    }
}
