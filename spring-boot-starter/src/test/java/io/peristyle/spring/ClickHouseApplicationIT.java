package io.peristyle.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.peristyle.client.ClickHouse;
import io.peristyle.client.Session;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.micrometer.ClickHouseMetrics;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

@OnServer
final class ClickHouseApplicationIT {
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    ClickHouseAutoConfiguration.class,
                    ClickHouseHealthAutoConfiguration.class,
                    ClickHouseMetricsAutoConfiguration.class));

    @Test
    void queriesTheServerThatIsConfigured(ClickHouseServer server) {
        application
                .withPropertyValues("peristyle.url=" + server.url())
                .run(context -> assertThat(context.getBean(ClickHouse.class)
                                .query("SELECT 42")
                                .value(Integer.class)
                                .join())
                        .isEqualTo(42));
    }

    @Test
    void isUpWhileOneServerAnswersAndNamesTheOneThatDoesNot(ClickHouseServer server) {
        String nobody = "127.0.0.1:" + ClickHouseServer.freePort();
        application
                .withPropertyValues("peristyle.endpoints=127.0.0.1:" + server.tcpPort() + "," + nobody)
                .run(context -> {
                    Health health = reactive(context.getBean(ReactiveHealthContributor.class));
                    assertThat(health.getStatus()).isEqualTo(Status.UP);
                    assertThat(detail(health, "127.0.0.1:" + server.tcpPort()))
                            .containsEntry("status", "UP")
                            .containsKey("pingMillis");
                    assertThat(detail(health, nobody))
                            .containsEntry("status", "DOWN")
                            .containsKey("reason");
                });
    }

    @Test
    void isDownWithinItsTimeoutWhenTheServerIsFrozenAndUpAgainAfterwards(@PrivateServer ClickHouseServer server) {
        application
                .withPropertyValues("peristyle.url=" + server.url(), "peristyle.health-timeout=500ms")
                .run(context -> {
                    ReactiveHealthContributor contributor = context.getBean(ReactiveHealthContributor.class);
                    assertThat(reactive(contributor).getStatus()).isEqualTo(Status.UP);

                    server.pause();
                    Health frozen = reactive(contributor);
                    server.resume();

                    assertThat(frozen.getStatus()).isEqualTo(Status.DOWN);
                    await().atMost(Duration.ofSeconds(20))
                            .until(() -> Status.UP.equals(reactive(contributor).getStatus()));
                });
    }

    @Test
    void isNotDownWhileEveryConnectionIsInUse(ClickHouseServer server) {
        application
                .withPropertyValues(
                        "peristyle.url=" + server.url() + "?max_open_conns=1", "peristyle.health-timeout=300ms")
                .run(context -> {
                    ClickHouse db = context.getBean(ClickHouse.class);
                    Session session = db.session().join();

                    Health busy = reactive(context.getBean(ReactiveHealthContributor.class));

                    await().untilAsserted(() -> assertThat(db.stats().pending())
                            .as("pings left in line")
                            .isZero());
                    session.close();
                    assertThat(busy.getStatus()).isEqualTo(Status.UNKNOWN);
                    assertThat(detail(busy, "127.0.0.1:" + server.tcpPort()).get("reason"))
                            .asString()
                            .contains("in use");
                });
    }

    @Test
    void isNotDownWhereThePoolIsLessPatientThanTheHealthCheck(ClickHouseServer server) {
        application
                .withPropertyValues(
                        "peristyle.url=" + server.url() + "?max_conns_per_endpoint=1&acquire_timeout=2s",
                        "peristyle.health-timeout=30s")
                .run(context -> {
                    ClickHouse db = context.getBean(ClickHouse.class);
                    Session session = db.session().join();

                    Health busy = reactive(context.getBean(ReactiveHealthContributor.class));

                    session.close();
                    assertThat(busy.getStatus()).isEqualTo(Status.UNKNOWN);
                });
    }

    @Test
    void leavesDrainedServersOutOfService(ClickHouseServer server) {
        application.withPropertyValues("peristyle.url=" + server.url()).run(context -> {
            Endpoint endpoint =
                    context.getBean(ClickHouse.class).stats().endpoints().get(0).endpoint();
            context.getBean(ClickHouse.class).drain(endpoint).join();

            Health health = reactive(context.getBean(ReactiveHealthContributor.class));

            assertThat(health.getStatus()).isEqualTo(Status.DOWN);
            assertThat(detail(health, endpoint.toString())).containsEntry("status", "OUT_OF_SERVICE");
        });
    }

    @Test
    void answersApplicationsWithoutReactorToo(ClickHouseServer server) {
        application
                .withClassLoader(new FilteredClassLoader(Mono.class))
                .withPropertyValues("peristyle.url=" + server.url())
                .run(context -> {
                    HealthContributor contributor = context.getBean(HealthContributor.class);
                    assertThat(((HealthIndicator) contributor).health())
                            .isNotNull()
                            .extracting(Health::getStatus)
                            .isEqualTo(Status.UP);
                });
    }

    @Test
    void hasNoHealthWhenThatIsSwitchedOff() {
        application
                .withPropertyValues("management.health.clickhouse.enabled=false")
                .run(context -> assertThat(context)
                        .doesNotHaveBean(ReactiveHealthContributor.class)
                        .doesNotHaveBean(HealthContributor.class));
    }

    @Test
    void putsItsMetricsIntoTheRegistryOfTheApplication(ClickHouseServer server) {
        application
                .withUserConfiguration(Metrics.class)
                .withPropertyValues("peristyle.url=" + server.url(), "peristyle.pool-name=orders")
                .run(context -> {
                    context.getBean(ClickHouse.class)
                            .query("SELECT 1")
                            .execute()
                            .join();
                    MeterRegistry registry = context.getBean(MeterRegistry.class);
                    await().untilAsserted(() -> assertThat(registry.get("db.client.operation.duration")
                                    .tag("db.client.connection.pool.name", "orders")
                                    .timer()
                                    .count())
                            .isEqualTo(1));
                    assertThat(registry.get("db.client.connection.max").gauge().value())
                            .isEqualTo(10);
                });
    }

    @Test
    void measuresNothingWithoutARegistry() {
        application.run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ClickHouseMetrics.class));
    }

    @Test
    void startsWithoutMicrometerOnTheClassPath() {
        application
                .withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(ClickHouse.class));
    }

    @Test
    void letsStatementsEndWhenTheApplicationStops(ClickHouseServer server) {
        application.withPropertyValues("peristyle.url=" + server.url()).run(context -> {
            ClickHouse db = context.getBean(ClickHouse.class);
            CompletableFuture<Summary> running = db.query("SELECT sleep(1)").execute();
            await().until(() -> db.stats().inUse() == 1);

            // Not close, which would have the context close the bean as well.
            context.stop();

            assertThat(running).isCompleted();
            assertThat(db.stats().size()).isZero();
        });
    }

    private static Health reactive(ReactiveHealthContributor contributor) {
        return Objects.requireNonNull(
                ((ReactiveHealthIndicator) contributor).health().block(Duration.ofSeconds(10)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> detail(Health health, String server) {
        Map<String, Map<String, Object>> servers = (Map<String, Map<String, Object>>)
                Objects.requireNonNull(health.getDetails().get("servers"));
        return Objects.requireNonNull(servers.get(server), () -> servers.toString());
    }

    @Configuration(proxyBeanMethods = false)
    static class Metrics {
        @Bean
        MeterRegistry registry() {
            return new SimpleMeterRegistry();
        }
    }
}
