package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConfigurationException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses options of which each is right, but not together with another. */
final class Contradictions {
    private static final int HIGHEST_GZIP_LEVEL = 9;

    /** Clocks count nanoseconds in 64 bits. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Contradictions() {}

    static void check(ClusterOptions cluster, PoolOptions pool, RetryOptions retry) {
        check(pool.size());
        requirePositive(pool.timeouts().maximumIdleTime(), "conn_max_idle_time");
        requirePositive(pool.timeouts().maximumLifetime(), "conn_max_lifetime");
        int maximum = pool.size().maximum();
        if (pool.start() instanceof Start.WaitFor start) {
            refuseIf(start.connections() > maximum, "start " + start, "max_open_conns " + maximum);
        }
        check(cluster);
        requireAtLeast(0, retry.retries(), "retries");
        requireNotNegative(retry.minimumBackoff(), "retry_backoff");
        if (retry.budgetPercent() < 0 || retry.budgetPercent() > 100) {
            throw OptionText.refused(
                    "retry_budget", Integer.toString(retry.budgetPercent()), "a percentage from 0% to 100%");
        }
        refuseIf(
                retry.minimumBackoff().compareTo(retry.maximumBackoff()) > 0,
                "the first pause of retry_backoff, " + OptionText.text(retry.minimumBackoff()),
                "its second, " + OptionText.text(retry.maximumBackoff()));
    }

    /** Refuses what the protocol that is spoken has not. */
    static void check(ConnectionOptions connection, ClusterOptions cluster) {
        TlsOptionNames.check(connection.tls());
        boolean anyHttp = cluster.speaks(Protocol.HTTP, connection.protocol());
        boolean anyNative = cluster.speaks(Protocol.NATIVE, connection.protocol());
        if (anyHttp && cluster.discover() != null) {
            throw new ConfigurationException(
                    "discover finds the servers' ports of the native protocol, not of HTTP; name"
                            + " the servers in the URL, or use clickhouse://");
        }
        String option = anyHttp ? null : nameOfFirstSet(connection.http());
        option = anyNative && connection.credentials().token() != null ? "access_token" : option;
        Compression compression = connection.compression();
        if (compression.method() == Compression.Method.GZIP) {
            option = anyNative ? "compress=gzip" : option;
            if (compression.level() > HIGHEST_GZIP_LEVEL) {
                throw OptionText.refused(
                        "compress_level", Integer.toString(compression.level()), "a number from 1 to 9 for gzip");
            }
        }
        if (option != null) {
            throw new ConfigurationException(
                    option + " is of HTTP only; leave it away, or use a URL that begins with http://");
        }
    }

    /** Refuses bounds that nothing can keep. */
    static void check(ConnectionOptions connection, ThreadOptions threads, InsertOptions insert, Duration closeGrace) {
        Timeouts timeouts = connection.timeouts();
        requireCountable(timeouts.dial(), "dial_timeout");
        requireCountable(timeouts.handshake(), "handshake_timeout");
        requireCountable(timeouts.read(), "read_timeout");
        requireCountable(timeouts.write(), "write_timeout");
        requireCountable(connection.http().sessionTimeout(), "session_timeout");
        requireNotNegative(timeouts.cancelGrace(), "cancel_grace");
        requireAtMostLongest(timeouts.cancelGrace(), "cancel_grace");
        Limits limits = connection.limits();
        requireAtLeast(1, limits.maximumStringBytes(), "max_string_bytes");
        requireAtLeast(1, limits.maximumBlockBytes(), "max_block_bytes");
        requireAtLeast(1, limits.maximumFrameBytes(), "max_frame_bytes");
        requireAtLeast(1, limits.maximumBlockRows(), "max_block_rows");
        requireAtLeast(1, limits.maximumColumns(), "max_columns");
        requireAtLeast(1, limits.maximumExceptionDepth(), "max_exception_depth");
        requireAtLeast(1, threads.eventLoopThreads(), "event_loop_threads");
        requireAtLeast(1, threads.callbackThreads(), "callback_threads");
        requireAtLeast(1, insert.maximumBlockRows(), "insert_block_size");
        requireAtLeast(1, insert.maximumBlockBytes(), "insert_block_bytes");
        requireAtLeast(0, insert.joinedBytes(), "insert_join_bytes");
        requireNotNegative(closeGrace, "close_grace");
    }

    static void requireNotNegative(Duration duration, String option) {
        if (duration.isNegative()) {
            throw OptionText.refused(option, duration.toString(), "a duration of zero or more");
        }
    }

    private static void requireCountable(Duration duration, String option) {
        requirePositive(duration, option);
        requireAtMostLongest(duration, option);
    }

    private static void requireAtMostLongest(Duration duration, String option) {
        if (duration.compareTo(LONGEST) > 0) {
            throw OptionText.refused(option, duration.toString(), "a duration of 36500 days at most");
        }
    }

    private static @Nullable String nameOfFirstSet(HttpOptions http) {
        HttpOptions none = HttpOptions.DEFAULT;
        if (!http.path().equals(none.path())) {
            return "http_path";
        }
        if (!http.headers().isEmpty()) {
            return "http_headers";
        }
        if (!http.sessionTimeout().equals(none.sessionTimeout())) {
            return "session_timeout";
        }
        return http.killOnCancel() ? "kill_on_cancel" : null;
    }

    static void check(PoolSize size, BackgroundLimits background) {
        requireAtLeast(0, background.maximumAtOnce(), "background_connections");
        requireAtLeast(1, background.maximumInserts(), "background_inserts");
        if (background.maximumBytes() < 1) {
            throw OptionText.refused(
                    "background_insert_bytes", Long.toString(background.maximumBytes()), "a number of bytes from 1");
        }
        refuseIf(
                background.maximumAtOnce() > size.maximum(),
                "background_connections " + background.maximumAtOnce(),
                "max_open_conns " + size.maximum());
    }

    static void check(PoolSize size) {
        String maximum = "max_open_conns " + size.maximum();
        requireAtLeast(1, size.maximum(), "max_open_conns");
        requireAtLeast(0, size.minimumIdle(), "min_idle");
        requireAtLeast(0, size.maximumOverflow(), "max_overflow");
        requireAtLeast(1, size.maximumPerEndpoint(), "max_conns_per_endpoint");
        requireAtLeast(0, size.maximumIdle(), "max_idle_conns");
        requireAtLeast(0, size.maximumPending(), "max_pending");
        refuseIf(size.minimumIdle() > size.maximum(), "min_idle " + size.minimumIdle(), maximum);
        if (size.maximumPerEndpoint() != PoolSize.NO_LIMIT) {
            refuseIf(
                    size.maximumPerEndpoint() - size.maximumOverflow() > size.maximum(),
                    "max_conns_per_endpoint " + size.maximumPerEndpoint(),
                    maximum + (size.maximumOverflow() == 0 ? "" : " and max_overflow " + size.maximumOverflow()));
        }
        if (size.maximumIdle() != PoolSize.NO_LIMIT) {
            refuseIf(size.maximumIdle() > size.maximum(), "max_idle_conns " + size.maximumIdle(), maximum);
        }
        refuseIf(
                size.minimumIdle() > size.maximumIdle(),
                "min_idle " + size.minimumIdle(),
                "max_idle_conns " + size.maximumIdle());
    }

    private static void check(ClusterOptions cluster) {
        if (cluster.endpoints().isEmpty()) {
            throw new ConfigurationException("endpoints is empty; name at least one server, as in localhost:9000");
        }
        Set<Endpoint> endpoints = new HashSet<>();
        for (WeightedEndpoint server : cluster.endpoints()) {
            if (!endpoints.add(server.endpoint())) {
                throw new ConfigurationException("endpoints names " + server.endpoint()
                        + " twice; name it once, and give it a larger share by the option weights");
            }
        }
        HealthOptions health = cluster.health();
        requireAtLeast(1, health.failureThreshold(), "failure_threshold");
        requirePositive(health.checkPeriod(), "health_check_period");
        requirePositive(health.cooldown(), "endpoint_cooldown");
        requirePositive(health.minimumReconnectPause(), "reconnect_min");
        String longest = "reconnect_max " + OptionText.text(health.maximumPause());
        refuseIf(
                health.minimumReconnectPause().compareTo(health.maximumPause()) > 0,
                "reconnect_min " + OptionText.text(health.minimumReconnectPause()),
                longest);
        refuseIf(
                health.cooldown().compareTo(health.maximumPause()) > 0,
                "endpoint_cooldown " + OptionText.text(health.cooldown()),
                longest);
    }

    private static void requireAtLeast(int minimum, long value, String option) {
        if (value < minimum) {
            throw OptionText.refused(option, Long.toString(value), "a whole number from " + minimum);
        }
    }

    private static void requirePositive(Duration duration, String option) {
        if (duration.isNegative() || duration.isZero()) {
            throw OptionText.refused(option, duration.toString(), "a duration of more than zero");
        }
    }

    private static void refuseIf(boolean contradictory, String greater, String smaller) {
        if (contradictory) {
            throw new ConfigurationException(
                    greater + " is more than " + smaller + "; raise the latter or lower the former");
        }
    }
}
