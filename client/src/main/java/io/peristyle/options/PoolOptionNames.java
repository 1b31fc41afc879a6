package io.peristyle.options;

import static io.peristyle.options.OptionText.duration;
import static io.peristyle.options.OptionText.integer;

import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;

/** The names of what is said of the pool. */
final class PoolOptionNames {
    private static final int ANY = Integer.MAX_VALUE;

    static final List<Option> OPTIONS = List.of(
            Option.of(
                    "max_open_conns",
                    "10",
                    "connections at most",
                    size(1, PoolSize::withMaximum),
                    "max_open_connections",
                    "maxsize",
                    "pool_max"),
            Option.of(
                    "max_conns_per_endpoint",
                    "max_open_conns",
                    "connections to one server at most",
                    size(1, PoolSize::withMaximumPerEndpoint),
                    "connector_limit_per_host"),
            Option.of("max_overflow", "0", "further connections while callers wait", PoolOptionNames::overflow),
            Option.of(
                    "min_idle",
                    "0",
                    "connections kept ready",
                    size(0, PoolSize::withMinimumIdle),
                    "minsize",
                    "pool_min"),
            Option.of(
                    "max_idle_conns",
                    "max_open_conns",
                    "idle connections above this are closed",
                    size(0, PoolSize::withMaximumIdle)),
            Option.of("max_pending", "1000", "callers waiting at once", size(0, PoolSize::withMaximumPending)),
            Option.of(
                    "acquire_timeout",
                    "10s",
                    "wait for a connection",
                    time(PoolTimeouts::withAcquireTimeout),
                    "connection_request_timeout"),
            Option.of(
                    "conn_max_idle_time",
                    "5m",
                    "idle connections are closed after",
                    age(PoolTimeouts::withMaximumIdleTime)),
            Option.of("conn_max_lifetime", "1h", "age limit, less up to 10 %", age(PoolTimeouts::withMaximumLifetime)),
            Option.of(
                    "validate_after_idle",
                    "30s",
                    "ping before lending after",
                    time(PoolTimeouts::withValidateAfterIdle)),
            Option.of(
                    "leak_detection_threshold",
                    "0s",
                    "report connections lent for longer; 0s: none",
                    time(PoolTimeouts::withLeakDetectionThreshold)),
            Option.of(
                    "start",
                    "lazy",
                    "connect waits for nothing, a connection, or K: lazy, fail_fast, wait:K",
                    (b, n, v) -> b.pool = b.pool.withStart(OptionWords.start(n, v))));

    private PoolOptionNames() {}

    private static void overflow(ClientOptionsBuilder builder, String name, String text) {
        builder.overflowIsGiven = true;
        size(0, PoolSize::withMaximumOverflow).set(builder, name, text);
    }

    private static Option.Setter size(int minimum, BiFunction<PoolSize, Integer, PoolSize> change) {
        return (b, n, v) -> b.pool = b.pool.withSize(change.apply(b.pool.size(), integer(n, v, minimum, ANY)));
    }

    private static Option.Setter age(BiFunction<PoolTimeouts, Duration, PoolTimeouts> change) {
        return (b, n, v) -> b.pool = b.pool.withTimeouts(change.apply(b.pool.timeouts(), OptionText.positive(n, v)));
    }

    private static Option.Setter time(BiFunction<PoolTimeouts, Duration, PoolTimeouts> change) {
        return (b, n, v) -> b.pool = b.pool.withTimeouts(change.apply(b.pool.timeouts(), duration(n, v)));
    }
}
