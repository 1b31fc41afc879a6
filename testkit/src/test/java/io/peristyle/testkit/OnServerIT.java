package io.peristyle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
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

    @Nested
    class Inside {
        @Test
        void givesTheVersionOfTheEnclosingClass(ServerVersion version) {
            assertThat(version).isEqualTo(ServerVersion.MODERN);
        }
    }
}
