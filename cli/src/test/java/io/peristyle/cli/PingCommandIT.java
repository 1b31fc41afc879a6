package io.peristyle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import org.junit.jupiter.api.Test;

@OnEveryServer
@OverEveryTransport
class PingCommandIT {
    @Test
    void saysWhoAnswersAndHowFast(ClickHouseServer server, ServerVersion version, Transport transport) {
        CommandRun run = CommandRun.of("ping", "--url", transport.url(server));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.text())
                .startsWith("ClickHouse " + version.number() + ".")
                .contains(transport == Transport.NATIVE ? "revision " + version.revision() : overHttp(version))
                .containsPattern("\\d\\.\\d{3} ms\n$");
    }

    /** Over HTTP the server tells the revision of its build, and 18.16 none. */
    private static String overHttp(ServerVersion version) {
        return version == ServerVersion.LEGACY ? "revision unknown" : "speaking " + version.revision();
    }

    @Test
    void failsWithoutAServer() {
        CommandRun run = CommandRun.of("ping", "--url", "clickhouse://127.0.0.1:1?acquire_timeout=500ms");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("127.0.0.1:1");
    }
}
