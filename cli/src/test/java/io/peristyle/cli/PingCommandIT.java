package io.peristyle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnEveryServer;
import org.junit.jupiter.api.Test;

@OnEveryServer
class PingCommandIT {
    @Test
    void saysWhoAnswersAndHowFast(ClickHouseServer server, ServerVersion version) {
        CommandRun run = CommandRun.of("ping", "--url", server.url());
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.text())
                .startsWith("ClickHouse " + version.number() + ".")
                .contains("revision " + version.revision())
                .containsPattern("\\d\\.\\d{3} ms\n$");
    }

    @Test
    void failsWithoutAServer() {
        CommandRun run = CommandRun.of("ping", "--url", "clickhouse://127.0.0.1:1?acquire_timeout=500ms");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1");
    }
}
