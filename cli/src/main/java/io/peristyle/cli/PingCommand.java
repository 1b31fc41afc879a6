package io.peristyle.cli;

import io.peristyle.query.ServerInfo;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code peristyle ping}: says which server answers, and how fast. */
@Command(
        name = "ping",
        description = "Prints the server's name, version, revision and round trip.",
        mixinStandardHelpOptions = true)
final class PingCommand implements TerminalCommand {
    private static final int ROUND_TRIPS = 5;

    private final Terminal terminal;

    @Mixin
    private final ServerOption server = new ServerOption();

    PingCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        try (Target target = Target.open(server, terminal)) {
            target.db().ping().join();
            Duration best = Duration.ofDays(1);
            for (int i = 0; i < ROUND_TRIPS; i++) {
                Duration trip = target.db().ping().join();
                best = trip.compareTo(best) < 0 ? trip : best;
            }
            ServerInfo info = target.db().server().join();
            terminal.out()
                    .printf(
                            Locale.ROOT,
                            "%s %s (%s), %s: %.3f ms%n",
                            info.name(),
                            info.version(),
                            info.displayName(),
                            revisions(info),
                            best.toNanos() / 1e6);
            terminal.out().flush();
            return OK;
        }
    }

    /** Old servers do not tell theirs over HTTP. */
    private static String revisions(ServerInfo info) {
        return info.revision() == 0
                ? "revision unknown"
                : "revision " + info.revision() + ", speaking " + info.negotiatedRevision();
    }
}
