package io.peristyle.cli;

import io.peristyle.cli.input.InputFormat;
import io.peristyle.cli.input.RowPublisher;
import io.peristyle.cli.input.RowReader;
import io.peristyle.cli.input.TargetColumn;
import io.peristyle.query.Summary;
import io.peristyle.query.TableColumn;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peristyle insert}: streams rows from a file or standard input into a table. */
@Command(
        name = "insert",
        description = "Streams rows from a file or standard input into a table.",
        mixinStandardHelpOptions = true)
final class InsertCommand implements TerminalCommand {
    /** Kinds of columns that the server computes and takes no values for. */
    private static final Set<String> COMPUTED = Set.of("MATERIALIZED", "ALIAS");

    private final Terminal terminal;

    @Mixin
    private final ServerOption server = new ServerOption();

    @Option(names = "--table", required = true, paramLabel = "T", description = "The table, or database.table.")
    private String table = "";

    @Option(
            names = "--format",
            paramLabel = "F",
            converter = FormatNames.Input.class,
            description = "TabSeparated (default), JSONEachRow, CSV.")
    private InputFormat format = InputFormat.TAB_SEPARATED;

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where the rows are; else standard input.")
    private @Nullable Path file;

    InsertCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try (InputStream in = file == null ? terminal.in() : Files.newInputStream(file);
                Target target = Target.open(server, terminal)) {
            List<TargetColumn> columns = target.db().columns(table).join().stream()
                    .filter(this::takes)
                    .map(InsertCommand::target)
                    .toList();
            RowReader reader = format.reader(in, columns);
            if (reader.columns().isEmpty()) {
                return OK;
            }
            insert(target, reader);
            return OK;
        }
    }

    private void insert(Target target, RowReader reader) throws IOException {
        long size = file == null ? 0 : Files.size(file);
        ProgressLine line = new ProgressLine(terminal.err(), terminal.errIsTerminal());
        ExecutorService reading = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "read-rows");
            thread.setDaemon(true);
            return thread;
        });
        try {
            RowPublisher rows = new RowPublisher(
                    reader,
                    reading,
                    read -> line.show(reader.bytesRead(), size, " bytes, " + ProgressLine.quantity(read) + " rows"));
            String[] names = reader.columns().stream().map(TargetColumn::name).toArray(String[]::new);
            Summary summary =
                    target.db().insert(table).columns(names).from(rows).join();
            line.clear();
            terminal.err().println(summary.rows() + " rows inserted into " + table + ".");
        } finally {
            line.clear();
            reading.shutdownNow();
        }
    }

    /** By position, rows have values for the columns of an insert that names none: no ephemeral ones. */
    private boolean takes(TableColumn column) {
        return column.isInsertable()
                || (format == InputFormat.JSON_EACH_ROW && !COMPUTED.contains(column.defaultKind()));
    }

    private static TargetColumn target(TableColumn column) {
        return new TargetColumn(
                column.name(), column.type(), !column.defaultKind().isEmpty());
    }
}
