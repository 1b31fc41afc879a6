package io.peristyle.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.HttpQueryException;
import io.peristyle.embedded.ServerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@OnEveryServer
class OnEveryServerIT {
    private final ClickHouseServer server;

    OnEveryServerIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEachServer
    static void givesServersToPreparations(ClickHouseServer server) {
        server.http("CREATE DATABASE prepared");
    }

    @Test
    void runsOnTheVersionItSays(ServerVersion version) {
        assertThat(server.version()).isEqualTo(version);
        assertThat(server.http("SELECT version()")).startsWith(version.number() + ".");
    }

    @Test
    void sharesOneServerPerVersion(ClickHouseServer again) {
        assertThat(again).isSameAs(server);
    }

    @Test
    void preparesEachServerOnce() {
        assertThat(server.http("SHOW DATABASES")).contains("prepared");
    }

    @Test
    void givesAServerOfItsOwnToATestThatKills(@PrivateServer ClickHouseServer own) {
        assertThat(own.tcpPort()).isNotEqualTo(server.tcpPort());
        own.kill();
        assertThat(own.isAlive()).isFalse();
        assertThat(server.http("SELECT 1")).isEqualTo("1\n");
    }

    @Test
    @Requires(ServerFeature.DATE_TIME64)
    void leavesOutVersionsWithoutARequiredFeature(ServerVersion version) {
        assertThat(version).isEqualTo(ServerVersion.MODERN);
    }

    @ParameterizedTest
    @EnumSource(ServerFeature.class)
    void featuresAreWhereTheirListSays(ServerFeature feature, ServerVersion version) {
        String probe = feature.probe();
        if (probe == null) {
            return;
        }
        if (feature.isIn(version)) {
            assertThat(server.http(probe)).isNotEmpty();
        } else {
            assertThatThrownBy(() -> server.http(probe)).isInstanceOf(HttpQueryException.class);
        }
    }
}
