package io.peristyle.cli;

import java.util.List;
import picocli.CommandLine;

/** Says what was wrong with the command line, and what the nearest right thing is. */
final class UsageErrors {
    private UsageErrors() {}

    static int report(CommandLine.ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String message = failure instanceof CommandLine.UnmatchedArgumentException unmatched
                ? unmatched(unmatched, command)
                : failure.getMessage();
        command.getErr().println(name + ": " + message);
        command.getErr().println("Try '" + name + " --help'.");
        return CommandLine.ExitCode.USAGE;
    }

    private static String unmatched(CommandLine.UnmatchedArgumentException failure, CommandLine command) {
        String first = failure.getUnmatched().get(0);
        if (first.startsWith("-")) {
            String option = first.split("=", 2)[0];
            return "unknown option " + option + Nearest.hint(option, optionNames(command));
        }
        if (!command.getSubcommands().isEmpty()) {
            return "unknown command " + first
                    + Nearest.hint(first, command.getSubcommands().keySet());
        }
        return "unexpected argument " + first + "; SQL with spaces needs quotes";
    }

    private static List<String> optionNames(CommandLine command) {
        return command.getCommandSpec().options().stream()
                .map(CommandLine.Model.OptionSpec::longestName)
                .toList();
    }
}
