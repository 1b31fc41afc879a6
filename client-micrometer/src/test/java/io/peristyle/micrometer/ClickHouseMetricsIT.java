package io.peristyle.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import java.util.concurrent.CompletableFuture;
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
}
