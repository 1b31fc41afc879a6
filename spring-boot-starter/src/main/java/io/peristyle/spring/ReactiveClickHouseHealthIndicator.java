package io.peristyle.spring;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import reactor.core.publisher.Mono;

/** {@link ServerHealth} for those who do not wait. */
final class ReactiveClickHouseHealthIndicator implements ReactiveHealthIndicator {
    private final ServerHealth servers;

    ReactiveClickHouseHealthIndicator(ServerHealth servers) {
        this.servers = servers;
    }

    @Override
    public Mono<Health> health() {
        return Mono.fromFuture(servers::check);
    }
}
