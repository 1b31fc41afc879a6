package io.peristyle.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.peristyle.client.ClickHouse;
import io.peristyle.micrometer.ClickHouseMetrics;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;

/** Puts the client's metrics into the application's registry, if it has one; a client of the user's own is left alone. */
@AutoConfiguration(
        after = ClickHouseAutoConfiguration.class,
        afterName = "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration")
@ConditionalOnClass({MeterRegistry.class, ClickHouseMetrics.class})
@ConditionalOnBean(ClickHouseLifecycle.class)
@ConditionalOnSingleCandidate(MeterRegistry.class)
public final class ClickHouseMetricsAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ClickHouseMetrics clickHouseMetrics(MeterRegistry registry, ClickHouseProperties properties) {
        return new ClickHouseMetrics(registry, properties.poolName());
    }

    @Bean
    SmartInitializingSingleton clickHouseMetricsBinder(ClickHouseMetrics clickHouseMetrics, ClickHouse clickHouse) {
        return () -> clickHouseMetrics.bind(clickHouse);
    }
}
