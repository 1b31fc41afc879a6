package io.peristyle.options;

import static io.peristyle.options.OptionText.integer;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/** The names of what is said of sharing work among servers, of servers that fail, and of statements that are repeated. */
final class HealthOptionNames {
    static final List<Option> OPTIONS = List.of(
            Option.of(
                    "load_balancing",
                    "least_loaded",
                    "least_loaded, round_robin, random or in_order",
                    (b, n, v) -> b.cluster = b.cluster.withBalancing(OptionWords.balancing(n, v)),
                    "connection_open_strategy",
                    "load_balancing_policy"),
            Option.of(
                    "health_check_period",
                    "30s",
                    "look through idle connections, discover anew",
                    pause(HealthOptions::withCheckPeriod),
                    "health_check_interval"),
            Option.of(
                    "failure_threshold",
                    "3",
                    "failures running that put a server out of service",
                    (b, n, v) -> b.cluster = b.cluster.withHealth(
                            b.cluster.health().withFailureThreshold(integer(n, v, 1, Integer.MAX_VALUE)))),
            Option.of(
                    "endpoint_cooldown",
                    "1s",
                    "first pause of a server out of service; grows to reconnect_max",
                    pause(HealthOptions::withCooldown)),
            Option.of(
                    "reconnect_min",
                    "250ms",
                    "shortest pause between attempts to connect",
                    pause(HealthOptions::withMinimumReconnectPause)),
            Option.of(
                    "reconnect_max",
                    "15s",
                    "longest pause of a server that does not answer",
                    pause(HealthOptions::withMaximumPause)),
            Option.of(
                    "retries",
                    "2",
                    "further attempts of a statement, where repeating is safe",
                    (b, n, v) -> b.retry = b.retry.withRetries(integer(n, v, 0, 100)),
                    "failover",
                    "retry",
                    "query_retries",
                    "send_retries"),
            Option.of(
                    "retry_backoff",
                    "50ms..2s",
                    "pause before a further attempt",
                    (b, n, v) -> b.retry = OptionWords.backoff(n, v, b.retry)),
            Option.of(
                    "retry_budget",
                    "10%",
                    "further attempts of all statements together",
                    (b, n, v) -> b.retry = b.retry.withBudgetPercent(OptionWords.percent(n, v))),
            Option.of(
                    "replicated_tables",
                    "none",
                    "tables whose deduplication tokens hold on every server",
                    (b, n, v) -> b.retry = b.retry.withReplicatedTables(Set.copyOf(OptionText.list(v)))));

    private HealthOptionNames() {}

    private static Option.Setter pause(BiFunction<HealthOptions, Duration, HealthOptions> change) {
        return (b, n, v) ->
                b.cluster = b.cluster.withHealth(change.apply(b.cluster.health(), OptionText.positive(n, v)));
    }
}
