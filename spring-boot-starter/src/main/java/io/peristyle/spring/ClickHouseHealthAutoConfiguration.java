package io.peristyle.spring;

import io.peristyle.client.ClickHouse;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.health.autoconfigure.contributor.CompositeHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.CompositeReactiveHealthContributorConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/**
 * The health of every {@link ClickHouse} among the beans, under the name {@code clickhouse}: asked without a waiting thread
 * where Reactor is there, and else with one.
 */
@AutoConfiguration(after = ClickHouseAutoConfiguration.class)
@ConditionalOnClass({HealthContributor.class, ConditionalOnEnabledHealthIndicator.class})
@ConditionalOnBean(ClickHouse.class)
@ConditionalOnEnabledHealthIndicator("clickhouse")
public final class ClickHouseHealthAutoConfiguration {
    private static final String NAME = "clickhouseHealthContributor";

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Mono.class)
    static class Reactive
            extends CompositeReactiveHealthContributorConfiguration<ReactiveClickHouseHealthIndicator, ClickHouse> {
        Reactive(ClickHouseProperties properties) {
            super(client ->
                    new ReactiveClickHouseHealthIndicator(new ServerHealth(client, properties.healthTimeout())));
        }

        @Bean(NAME)
        @ConditionalOnMissingBean(name = NAME)
        ReactiveHealthContributor clickhouseHealthContributor(Map<String, ClickHouse> clients) {
            return createContributor(clients);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingClass("reactor.core.publisher.Mono")
    static class Blocking extends CompositeHealthContributorConfiguration<ClickHouseHealthIndicator, ClickHouse> {
        Blocking(ClickHouseProperties properties) {
            super(client -> new ClickHouseHealthIndicator(new ServerHealth(client, properties.healthTimeout())));
        }

        @Bean(NAME)
        @ConditionalOnMissingBean(name = NAME)
        HealthContributor clickhouseHealthContributor(Map<String, ClickHouse> clients) {
            return createContributor(clients);
        }
    }
}
