package io.peristyle.cli;

import io.peristyle.cli.format.OutputFormat;
import io.peristyle.cli.statement.StatementSplitter;
import io.peristyle.error.ServerException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code peristyle query}: runs statements one after another in one session, and prints their results. */
@Command(
        name = "query",
        description = "Runs statements, separated by ; in one session: SET, USE and temporary tables last.",
        mixinStandardHelpOptions = true)
final class QueryCommand implements TerminalCommand {
    private final Terminal terminal;

    @CommandLine.Spec
    private CommandLine.Model.@Nullable CommandSpec spec;

    @Mixin
    private final ServerOption server = new ServerOption();

    @Option(
            names = "--format",
            paramLabel = "F",
            converter = FormatNames.Output.class,
            description = "TabSeparated (default), TabSeparatedWithNamesAndTypes, JSONEachRow, CSV,"
                    + " PrettyCompact (default on a terminal; shows 1000 rows at most, as the server does),"
                    + " Vertical (the same), Null.")
    private @Nullable OutputFormat format;

    @Option(names = "--param", paramLabel = "k=v", description = "Value of a parameter, {k:Type} in the SQL.")
    private final Map<String, String> parameters = new LinkedHashMap<>();

    @Option(names = "--setting", paramLabel = "k=v", description = "A setting of the server, for each statement.")
    private final Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--progress", description = "Shows on standard error how far a statement has come.")
    private boolean progress;

    @Option(names = "--ignore-error", description = "Goes on with the next statement when one fails.")
    private boolean ignoreError;

    @Option(names = "--file", paramLabel = "F", description = "Reads the statements from a file.")
    private @Nullable Path file;

    @Parameters(arity = "0..1", paramLabel = "SQL", description = "The statements; else --file, else standard input.")
    private @Nullable String sql;

    QueryCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        if (sql != null && file != null && spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "SQL and --file exclude each other");
        }
        try (Reader source = source();
                Target target = Target.open(server, terminal)) {
            return run(new StatementSplitter(source), target);
        }
    }

    private int run(StatementSplitter statements, Target target) throws IOException {
        StatementRunner.Options options = new StatementRunner.Options(defaultFormat(), parameters, settings, progress);
        try (StatementRunner runner = new StatementRunner(target.db(), terminal, options)) {
            for (String statement = statements.next(); statement != null; statement = statements.next()) {
                try {
                    runner.run(statement);
                } catch (RuntimeException failure) {
                    terminal.err().println(Failures.text(failure));
                    terminal.err().flush();
                    if (!ignoreError || !(Failures.cause(failure) instanceof ServerException)) {
                        return FAILED;
                    }
                }
            }
            for (String name : runner.unusedParameters()) {
                terminal.err().println("No statement has a place {" + name + ":Type} for --param " + name + ".");
            }
            return OK;
        }
    }

    private OutputFormat defaultFormat() {
        if (format != null) {
            return format;
        }
        return terminal.outIsTerminal() ? OutputFormat.PRETTY_COMPACT : OutputFormat.TAB_SEPARATED;
    }

    private Reader source() throws IOException {
        if (sql != null) {
            return new StringReader(sql);
        }
        return file != null
                ? Files.newBufferedReader(file)
                : new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    }
}
