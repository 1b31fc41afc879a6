package io.peristyle.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.observe.ClientObserver;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.PoolSize;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

class ClickHouseAutoConfigurationTest {
    private final ApplicationContextRunner application =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(ClickHouseAutoConfiguration.class));

    @Test
    void makesAClientThatWaitsForNoServer() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .hasSingleBean(ClickHouse.class)
                .hasSingleBean(ClientOptions.class));
    }

    @Test
    void takesEveryOptionByItsNameInTheWaysOfPropertiesAndYaml() {
        application
                .withPropertyValues(
                        "peristyle.url=clickhouse://app:secret@ch1,ch2:9001/shop",
                        "peristyle.max-open-conns=20",
                        "peristyle.minIdle=3",
                        "peristyle.dial_timeout=700ms",
                        "peristyle.weights[0]=3",
                        "peristyle.weights[1]=1",
                        "peristyle.setting.max-threads=4")
                .run(context -> {
                    ClientOptions options = context.getBean(ClientOptions.class);
                    assertThat(options.endpoints())
                            .containsExactly(new Endpoint("ch1", 9000), new Endpoint("ch2", 9001));
                    assertThat(options.connection().credentials().username()).isEqualTo("app");
                    assertThat(options.connection().database()).isEqualTo("shop");
                    assertThat(options.pool().size().maximum()).isEqualTo(20);
                    assertThat(options.pool().size().minimumIdle()).isEqualTo(3);
                    assertThat(options.connection().timeouts().dial()).isEqualTo(Duration.ofMillis(700));
                    assertThat(options.cluster().endpoints().get(0).weight()).isEqualTo(3);
                    assertThat(options.statements().settings())
                            .singleElement()
                            .satisfies(setting -> assertThat(setting.name() + "=" + setting.value())
                                    .isEqualTo("max_threads=4"));
                });
    }

    @Test
    void takesAPasswordAsItIs() {
        application
                .withPropertyValues("peristyle.password=correct,  horse")
                .run(context -> assertThat(context.getBean(ClientOptions.class)
                                .connection()
                                .credentials()
                                .password()
                                .get())
                        .isEqualTo("correct,  horse"));
    }

    @Test
    void takesTheVariablesOfTheSystemAndLetsPropertiesWin() {
        application
                .withInitializer(context -> TestPropertyValues.of(
                                "CLICKHOUSE_HOST=env", "CLICKHOUSE_USER=env", "PERISTYLE_MAX_OPEN_CONNS=7")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .withPropertyValues("peristyle.host=property")
                .run(context -> {
                    ClientOptions options = context.getBean(ClientOptions.class);
                    assertThat(options.endpoints()).containsExactly(new Endpoint("property", 9000));
                    assertThat(options.connection().credentials().username()).isEqualTo("env");
                    assertThat(options.pool().size().maximum()).isEqualTo(7);
                });
    }

    @Test
    void letsAPasswordThatIsEmptyWinOverTheSystems() {
        application
                .withInitializer(context -> TestPropertyValues.of("CLICKHOUSE_PASSWORD=env")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .withPropertyValues("peristyle.password=")
                .run(context -> assertThat(context.getBean(ClientOptions.class)
                                .connection()
                                .credentials()
                                .password()
                                .get())
                        .isEmpty());
    }

    @Test
    void refusesAPropertyThatIsNoOptionAndProposesTheNearest() {
        application
                .withPropertyValues("peristyle.max-open-con=5")
                .run(context -> assertThat(context.getStartupFailure())
                        .rootCause()
                        .isInstanceOf(ConfigurationException.class)
                        .hasMessageContaining("max_open_conns"));
    }

    @Test
    void leavesVariablesOfOtherToolsAlone() {
        application
                .withInitializer(context -> TestPropertyValues.of("PERISTYLE_CACHE=/tmp")
                        .applyTo(context.getEnvironment(), TestPropertyValues.Type.SYSTEM_ENVIRONMENT))
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void saysWhichPropertyIsWrongWithoutAStackTrace() {
        application.withPropertyValues("peristyle.max-open-conns=many").run(context -> {
            FailureAnalysis analysis =
                    new ConfigurationFailureAnalyzer().analyze(Objects.requireNonNull(context.getStartupFailure()));
            assertThat(analysis).isNotNull();
            assertThat(analysis.getDescription())
                    .contains("peristyle.max-open-conns")
                    .contains("many");
        });
    }

    @Test
    void makesNothingIfTheUserHasAClient() {
        application
                .withUserConfiguration(OwnClient.class)
                .withPropertyValues("peristyle.url=nonsense")
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(ClickHouse.class)
                        .doesNotHaveBean(ClientOptions.class)
                        .doesNotHaveBean(ClickHouseLifecycle.class));
    }

    @Test
    void makesAClientOfTheUsersOptions() {
        application
                .withUserConfiguration(OwnOptions.class)
                .withPropertyValues("peristyle.url=nonsense")
                .run(context -> assertThat(
                                context.getBean(ClickHouse.class).stats().maximumSize())
                        .isEqualTo(PoolSize.LARGE.maximum()));
    }

    @Test
    void makesNothingWhenItIsSwitchedOff() {
        application
                .withPropertyValues("peristyle.enabled=false", "peristyle.url=nonsense")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ClickHouse.class));
    }

    @Test
    void letsConnectionDetailsWinOverPropertiesAndCustomizersOverAll() {
        application
                .withUserConfiguration(Seams.class)
                .withPropertyValues(
                        "peristyle.host=property", "peristyle.username=property", "peristyle.database=property")
                .run(context -> {
                    ClientOptions options = context.getBean(ClientOptions.class);
                    assertThat(options.endpoints()).containsExactly(new Endpoint("details", 1234));
                    assertThat(options.connection().credentials().username()).isEqualTo("customizer");
                    assertThat(options.connection().database()).isEqualTo("property");
                    assertThat(options.observers()).containsExactly(Seams.OBSERVER);
                });
    }

    @Test
    void closesTheClientAfterEverythingElseHasStopped() {
        application.run(context -> {
            ClickHouseLifecycle lifecycle = context.getBean(ClickHouseLifecycle.class);
            assertThat(lifecycle.getPhase()).isLessThan(0).isLessThan(SmartLifecycle.DEFAULT_PHASE - 2048);
            assertThat(lifecycle.isPauseable()).isFalse();
            assertThat(lifecycle.isRunning()).isTrue();

            context.stop();

            assertThat(lifecycle.isRunning()).isFalse();
            assertThat(context.getBean(ClickHouse.class).query("SELECT 1").execute())
                    .failsWithin(Duration.ofSeconds(5))
                    .withThrowableThat()
                    .withCauseInstanceOf(ClientClosedException.class);
        });
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnClient {
        @Bean
        ClickHouse mine() {
            return ClickHouse.connect("clickhouse://mine");
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnOptions {
        @Bean
        ClientOptions mine() {
            return ClickHouse.builder()
                    .poolSize(PoolSize.LARGE.withMinimumIdle(0))
                    .build();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Seams {
        static final ClientObserver OBSERVER = new ClientObserver() {};

        @Bean
        ClickHouseConnectionDetails details() {
            return new ClickHouseConnectionDetails() {
                @Override
                public List<Endpoint> endpoints() {
                    return List.of(new Endpoint("details", 1234));
                }

                @Override
                public @Nullable String username() {
                    return "details";
                }
            };
        }

        @Bean
        ClickHouseOptionsCustomizer customizer() {
            return options -> options.username("customizer");
        }

        @Bean
        ClientObserver observer() {
            return OBSERVER;
        }
    }
}
