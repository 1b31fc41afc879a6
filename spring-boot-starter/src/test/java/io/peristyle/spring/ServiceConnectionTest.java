package io.peristyle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.HttpOptions;
import io.peristyle.options.Protocol;
import io.peristyle.options.TlsOptions;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.docker.compose.core.ConnectionPorts;
import org.springframework.boot.docker.compose.core.ImageReference;
import org.springframework.boot.docker.compose.core.RunningService;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.boot.testcontainers.service.connection.ServiceConnectionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.testcontainers.clickhouse.ClickHouseContainer;

/** The seams to Testcontainers and Docker Compose, without an engine to run containers. */
class ServiceConnectionTest {
    @Test
    void connectsToTheContainerOfAServiceConnection() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ServiceConnectionAutoConfiguration.class, ClickHouseAutoConfiguration.class))
                .withUserConfiguration(Container.class)
                .withPropertyValues("peristyle.host=elsewhere", "peristyle.max-open-conns=3")
                .run(context -> {
                    ClientOptions options = context.getBean(ClientOptions.class);
                    assertThat(options.endpoints()).containsExactly(new Endpoint("docker.test", 33_000));
                    assertThat(options.connection().credentials().username()).isEqualTo("tester");
                    assertThat(options.connection().credentials().password().get())
                            .isEqualTo("in-container");
                    assertThat(options.connection().database()).isEqualTo("orders");
                    assertThat(options.pool().size().maximum()).isEqualTo(3);
                });
    }

    @Test
    void connectsToNobodyButTheContainer() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ServiceConnectionAutoConfiguration.class, ClickHouseAutoConfiguration.class))
                .withUserConfiguration(Container.class)
                .withPropertyValues(
                        "peristyle.host=production-1",
                        "peristyle.alt-hosts=production-2:9440,production-3",
                        "peristyle.weights=3,1,1",
                        "peristyle.discover=production",
                        "peristyle.secure=true")
                .run(context -> {
                    ClientOptions options = context.getBean(ClientOptions.class);
                    assertThat(options.endpoints()).containsExactly(new Endpoint("docker.test", 33_000));
                    assertThat(options.cluster().discover()).isNull();
                    assertThat(options.connection().tls().isEnabled()).isFalse();
                });
    }

    @Test
    void speaksTheNativeProtocolToTheContainerWhateverIsConfigured() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ServiceConnectionAutoConfiguration.class, ClickHouseAutoConfiguration.class))
                .withUserConfiguration(Container.class)
                .withPropertyValues("peristyle.url=https://production:8443/orders")
                .run(context -> {
                    ClientOptions options = context.getBean(ClientOptions.class);
                    assertThat(options.connection().protocol()).isEqualTo(Protocol.NATIVE);
                    assertThat(options.connection().tls().isEnabled()).isFalse();
                });
    }

    @Test
    void putsAsideWhatLeadsToTheConfiguredServers() {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        ServiceConnectionAutoConfiguration.class, ClickHouseAutoConfiguration.class))
                .withUserConfiguration(Container.class)
                .withPropertyValues(
                        "peristyle.url=https://production:8443/orders",
                        "peristyle.ssl-root-cert=/etc/ssl/production.pem",
                        "peristyle.http-path=/gateway",
                        "peristyle.http-proxy=proxy:3128",
                        "peristyle.access-token=production")
                .run(context -> {
                    ClientOptions options = context.getBean(ClientOptions.class);
                    assertThat(options.endpoints()).containsExactly(new Endpoint("docker.test", 33_000));
                    assertThat(options.connection().protocol()).isEqualTo(Protocol.NATIVE);
                    assertThat(options.connection().tls()).isEqualTo(TlsOptions.DISABLED);
                    assertThat(options.connection().http()).isEqualTo(HttpOptions.DEFAULT);
                    assertThat(options.connection().proxy()).isNull();
                    assertThat(options.connection().credentials().token()).isNull();
                });
    }

    @Test
    void readsAComposeServiceAsItsImageDoes() {
        ClickHouseConnectionDetails named = new ComposeClickHouseDetailsFactory.Details(new Service(
                Map.of("CLICKHOUSE_USER", "composed", "CLICKHOUSE_PASSWORD", "secret", "CLICKHOUSE_DB", "orders")));
        ClickHouseConnectionDetails bare = new ComposeClickHouseDetailsFactory.Details(new Service(Map.of()));

        assertThat(named.endpoints()).containsExactly(new Endpoint("compose.test", 39_000));
        assertThat(named.username()).isEqualTo("composed");
        assertThat(named.password()).isEqualTo("secret");
        assertThat(named.database()).isEqualTo("orders");
        assertThat(bare.username()).isEqualTo("default");
        assertThat(bare.password()).isEmpty();
        assertThat(bare.database()).isNull();
    }

    @Configuration(proxyBeanMethods = false)
    static class Container {
        @Bean
        @ServiceConnection
        ClickHouseContainer clickHouseContainer() {
            return new NeverStarted();
        }
    }

    private static final class NeverStarted extends ClickHouseContainer {
        NeverStarted() {
            super("clickhouse/clickhouse-server:26.7");
            withUsername("tester");
            withPassword("in-container");
            withDatabaseName("orders");
        }

        @Override
        public void start() {}

        @Override
        public String getHost() {
            return "docker.test";
        }

        @Override
        public Integer getMappedPort(int port) {
            return port + 24_000;
        }
    }

    private record Service(Map<String, String> env) implements RunningService {
        @Override
        public String name() {
            return "clickhouse";
        }

        @Override
        public ImageReference image() {
            return ImageReference.of("clickhouse/clickhouse-server");
        }

        @Override
        public String host() {
            return "compose.test";
        }

        @Override
        public ConnectionPorts ports() {
            return new ConnectionPorts() {
                @Override
                public int get(int port) {
                    return port + 30_000;
                }

                @Override
                public List<Integer> getAll() {
                    return List.of(39_000);
                }

                @Override
                public List<Integer> getAll(@Nullable String protocol) {
                    return getAll();
                }
            };
        }

        @Override
        public Map<String, String> labels() {
            return Map.of();
        }
    }
}
