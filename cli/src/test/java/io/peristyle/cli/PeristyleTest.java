package io.peristyle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PeristyleTest {
    @Test
    void namesTheNearestOption() {
        CommandRun run = CommandRun.of("query", "--formt", "CSV", "SELECT 1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown option --formt; did you mean --format?");
    }

    @Test
    void namesTheNearestFormat() {
        CommandRun run = CommandRun.of("query", "--format", "JSONEachRwo", "SELECT 1");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown format JSONEachRwo; did you mean JSONEachRow?");
    }

    @Test
    void namesTheNearestCommand() {
        CommandRun run = CommandRun.of("qurey");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown command qurey; did you mean query?");
    }

    @Test
    void namesTheNearestOptionOfAUrl() {
        CommandRun run = CommandRun.of("query", "--url", "clickhouse://h:9000?max_open_cons=5", "SELECT 1");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("max_open_conns");
    }

    @Test
    void asksForACommand() {
        CommandRun run = CommandRun.of();
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("a command is missing");
    }
}
