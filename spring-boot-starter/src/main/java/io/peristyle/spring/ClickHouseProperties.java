package io.peristyle.spring;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the starter itself can be told. The client's own options stand beside these, under the same prefix and by their own
 * names: {@code peristyle.max-open-conns} is {@code max_open_conns}.
 *
 * @param enabled Whether a client is made.
 * @param poolName Tells this client's metrics from those of others.
 * @param healthTimeout How long the health check waits for a server's answer.
 */
@ConfigurationProperties("peristyle")
public record ClickHouseProperties(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("clickhouse") String poolName,
        @DefaultValue("2s") Duration healthTimeout) {}
