package io.peristyle.spring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** {@link ServerHealth} for those who wait for it. */
final class ClickHouseHealthIndicator implements HealthIndicator {
    private final ServerHealth servers;

    ClickHouseHealthIndicator(ServerHealth servers) {
        this.servers = servers;
    }

    @Override
    public Health health() {
        return servers.check().join();
    }
}
