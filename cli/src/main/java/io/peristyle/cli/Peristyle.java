package io.peristyle.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line's entry point. */
@Command(
        name = "peristyle",
        description = "A ClickHouse client, and a real ClickHouse server to try it on.",
        mixinStandardHelpOptions = true,
        version = "peristyle 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Without --url, $CLICKHOUSE_URL says which server is meant; without that, localhost:9000",
            "if something answers there, else an embedded server started for the occasion."
        },
        subcommands = {
            ServerCommand.class,
            DemoCommand.class,
            QueryCommand.class,
            InsertCommand.class,
            PingCommand.class
        })
public final class Peristyle implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.@org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(Terminal.system(), arguments));
    }

    /** Runs one command; returns its exit code: 0 if all went well, 1 if something failed, 2 if it was called wrongly. */
    static int run(Terminal terminal, String... arguments) {
        return commandLine(terminal).execute(arguments);
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine.IFactory defaults = CommandLine.defaultFactory();
        CommandLine commandLine = new CommandLine(new Peristyle(), new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                return TerminalCommand.class.isAssignableFrom(type)
                        ? type.getDeclaredConstructor(Terminal.class).newInstance(terminal)
                        : defaults.create(type);
            }
        });
        commandLine.setOut(writer(terminal.out()));
        commandLine.setErr(writer(terminal.err()));
        commandLine.setUsageHelpWidth(100);
        commandLine.setParameterExceptionHandler(UsageErrors::report);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            terminal.err().println(Failures.text(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        return commandLine;
    }

    @Override
    public void run() {
        if (spec != null) {
            throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
        }
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }
}
