package io.peristyle.cli;

import io.peristyle.cli.format.OutputFormat;
import io.peristyle.cli.format.TextDialect;
import io.peristyle.client.ClickHouse;
import io.peristyle.column.Block;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.ZoneOffset;

/**
 * Loads the classes that a typical run needs and exits: run once after a build, so that the JVM can write them to an
 * archive that later runs map into memory instead of parsing them again. Talks to nobody.
 */
final class ArchiveClasses {
    private ArchiveClasses() {}

    public static void main(String[] arguments) throws IOException {
        Peristyle.commandLine(Terminal.system()).parseArgs("query", "--url", "clickhouse://localhost:9000", "SELECT 1");
        for (OutputFormat format : OutputFormat.values()) {
            format.writer(OutputStream.nullOutputStream(), TextDialect.of("26.7", ZoneOffset.UTC))
                    .block(Block.EMPTY);
        }
        // Nothing listens on port 1: the connect fails, but all that makes connections is loaded by then.
        try (ClickHouse db = ClickHouse.connect("clickhouse://127.0.0.1:1?acquire_timeout=300ms&dial_timeout=200ms")) {
            db.query("SELECT 1").rows().handle((rows, failure) -> true).join();
            db.close(Duration.ZERO).join();
        }
        System.exit(0);
    }
}
