package io.peristyle.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEveryServer
final class ClickHouseMetricsIT {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ClickHouseMetrics metrics = new ClickHouseMetrics(registry, "orders");

    @Test
    void showsWhatThePoolDoes(ClickHouseServer server) {
        try (ClickHouse db = connect(server, "?max_open_conns=2&acquire_timeout=1500ms")) {
            assertThat(gauge("db.client.connection.max")).isEqualTo(2);
            assertThat(gauge("db.client.connection.idle.min")).isZero();
            CompletableFuture<Summary> first = db.query("SELECT sleep(3)").execute();
            CompletableFuture<Summary> second = db.query("SELECT sleep(3)").execute();
            await().until(() -> connections("used") == 2);
            CompletableFuture<Summary> third = db.query("SELECT 1").execute();
            await().until(() -> gauge("db.client.connection.pending_requests") == 1);
            assertThatThrownBy(third::join).hasMessageContaining("2 in use");
            first.join();
            second.join();

            await().untilAsserted(() -> {
                assertThat(connections("idle")).isEqualTo(2);
                assertThat(connections("used")).isZero();
                assertThat(registry.get("db.client.connection.timeouts")
                                .functionCounter()
                                .count())
                        .isEqualTo(1);
            });
        }
        metrics.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void timesWhatStatementsAndConnectionsTake(ClickHouseServer server) {
        try (ClickHouse db = connect(server, "")) {
            db.query("SELECT sleep(0.1)").execute().join();
            assertThatThrownBy(() ->
                            db.query("SELECT * FROM nowhere_at_all").execute().join())
                    .hasMessageContaining("nowhere_at_all");
            CompletableFuture<Summary> cancelled =
                    db.query("SELECT count() FROM system.numbers").execute();
            await().until(() -> db.stats().inUse() == 1);
            cancelled.cancel(false);

            await().untilAsserted(() -> {
                assertThat(count(operation("none"))).isEqualTo(1);
                assertThat(count(operation("60"))).isEqualTo(1);
                assertThat(count(operation("cancelled"))).isEqualTo(1);
                assertThat(registry.get("db.client.connection.use_time").timer().count())
                        .isEqualTo(3);
            });
            Timer done = registry.get("db.client.operation.duration")
                    .tags("error.type", "none", "db.operation.name", "SELECT")
                    .tags("server.address", server.host(), "server.port", Integer.toString(server.tcpPort()))
                    .timer();
            assertThat(done.max(java.util.concurrent.TimeUnit.MILLISECONDS)).isBetween(100.0, 10_000.0);
            assertThat(registry.get("db.client.connection.wait_time").timer().count())
                    .isEqualTo(3);
            assertThat(registry.get("db.client.connection.create_time").timer().count())
                    .isPositive();
            assertThat(registry.get("db.client.connection.use_time")
                            .timer()
                            .totalTime(java.util.concurrent.TimeUnit.MILLISECONDS))
                    .isGreaterThan(100);
            assertThat(registry.get("peristyle.events.dropped").counter().count())
                    .isZero();
        }
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(registry.get("peristyle.connections.closed")
                                .tag("reason", "client_closed")
                                .counter()
                                .count())
                        .isPositive());
    }

    @Test
    void showsEachServer(ClickHouseServer server) {
        try (ClickHouse db = connect(server, "")) {
            db.query("SELECT 1").execute().join();
            await().untilAsserted(() -> assertThat(registry.get("peristyle.endpoint.connections")
                            .tags("db.client.connection.state", "idle", "server.address", server.host())
                            .gauge()
                            .value())
                    .isEqualTo(1));
            assertThat(registry.get("peristyle.endpoint.breaker").gauge().value())
                    .isZero();
        }
    }

    private ClickHouse connect(ClickHouseServer server, String options) {
        ClickHouse db = ClickHouse.connect(ClickHouse.builder()
                .url(server.url() + options)
                .observer(metrics)
                .build());
        metrics.bind(db);
        return db;
    }

    private double connections(String state) {
        return registry.get("db.client.connection.count")
                .tag("db.client.connection.state", state)
                .gauge()
                .value();
    }

    private double gauge(String name) {
        return registry.get(name).gauge().value();
    }

    private @Nullable Timer operation(String error) {
        return registry.find("db.client.operation.duration")
                .tag("error.type", error)
                .timer();
    }

    private static long count(@Nullable Timer timer) {
        return timer == null ? 0 : timer.count();
    }
}
