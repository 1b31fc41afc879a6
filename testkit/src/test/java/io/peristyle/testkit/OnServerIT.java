package io.peristyle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerFleet;
import io.peristyle.embedded.ServerVersion;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnServer(ServerVersion.MODERN)
class OnServerIT {
    @Test
    void givesTheVersionOfTheClass(ClickHouseServer server) {
        assertThat(server.http("SELECT version()")).startsWith("26.7.");
    }

    @Test
    @OnServer(ServerVersion.LEGACY)
    void givesTheVersionOfTheMethodInPlaceOfTheClass(ClickHouseServer server) {
        assertThat(server.http("SELECT version()")).startsWith("18.16.");
    }

    @Test
    void givesThreeServersThatKnowEachOther(@PrivateServer ServerFleet fleet) {
        assertThat(fleet.servers())
                .extracting(ClickHouseServer::tcpPort)
                .doesNotHaveDuplicates()
                .hasSize(3);
        assertThat(fleet.server(2).http("SELECT count() FROM cluster('" + ServerFleet.CLUSTER + "', system.one)"))
                .isEqualTo("3\n");

        fleet.server(1).kill();
        fleet.server(2).pause();
        assertThat(fleet.heal()).as("servers that were down").isEqualTo(1);
        assertThat(fleet.servers())
                .allSatisfy(server -> assertThat(server.http("SELECT 1")).isEqualTo("1\n"));
    }

    @Nested
    class Inside {
        @Test
        void givesTheVersionOfTheEnclosingClass(ServerVersion version) {
            assertThat(version).isEqualTo(ServerVersion.MODERN);
        }
    }
}
