package io.peristyle.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that says which server is meant. */
final class ServerOption {
    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "The server: clickhouse://user:password@host:9000/database?option=value, or http:// and port 8123.")
    @Nullable
    String url;
}
