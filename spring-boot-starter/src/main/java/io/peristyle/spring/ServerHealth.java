package io.peristyle.spring;

import io.peristyle.client.ClickHouse;
import io.peristyle.error.ClickHouseException;
import io.peristyle.observe.EndpointStats;
import io.peristyle.observe.PoolStats;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Asks each server of a client for a sign of life. The client is up while one of those in service answers: an application
 * must not be taken away because one replica of three is down. Servers that are being drained are not asked.
 */
final class ServerHealth {
    private final ClickHouse client;
    private final Duration timeout;

    ServerHealth(ClickHouse client, Duration timeout) {
        this.client = client;
        this.timeout = timeout;
    }

    /** Completes within the timeout, and never fails. */
    CompletableFuture<Health> check() {
        PoolStats pool = client.stats();
        List<CompletableFuture<Answer>> answers =
                pool.endpoints().stream().map(this::ask).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(nothing -> health(
                        pool, answers.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Answer> ask(EndpointStats server) {
        if (server.draining()) {
            return CompletableFuture.completedFuture(new Answer(server, Status.OUT_OF_SERVICE, null, "drained"));
        }
        CompletableFuture<Duration> ping;
        try {
            ping = client.ping(server.endpoint());
        } catch (IllegalArgumentException gone) {
            return CompletableFuture.completedFuture(new Answer(server, Status.OUT_OF_SERVICE, null, "removed"));
        } catch (ClickHouseException e) {
            return CompletableFuture.completedFuture(new Answer(server, Status.DOWN, null, reason(e)));
        }
        return ping.orTimeout(timeout.toNanos(), TimeUnit.NANOSECONDS).handle((took, failure) -> {
            if (failure == null) {
                return new Answer(server, Status.UP, took, null);
            }
            ping.cancel(false);
            return new Answer(server, Status.DOWN, null, reason(failure));
        });
    }

    private String reason(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException
                ? "no answer within " + timeout.toMillis() + " ms"
                : cause instanceof ClickHouseException
                        ? String.valueOf(cause.getMessage())
                        : cause.getClass().getSimpleName();
    }

    private static Health health(PoolStats pool, List<Answer> answers) {
        boolean up = answers.stream().anyMatch(answer -> answer.status.equals(Status.UP));
        Map<String, Object> servers = new LinkedHashMap<>();
        answers.forEach(answer -> servers.put(answer.server.endpoint().toString(), answer.details()));
        return Health.status(up ? Status.UP : Status.DOWN)
                .withDetail("servers", servers)
                .withDetail(
                        "pool",
                        Map.of(
                                "size", pool.size(),
                                "idle", pool.idle(),
                                "inUse", pool.inUse(),
                                "pending", pool.pending(),
                                "maximumSize", pool.maximumSize()))
                .build();
    }

    private record Answer(
            EndpointStats server,
            Status status,
            @Nullable Duration took,
            @Nullable String reason) {
        Map<String, Object> details() {
            Map<String, Object> details = new LinkedHashMap<>();
            details.put("status", status.getCode());
            if (took != null) {
                details.put("pingMillis", took.toNanos() / 1e6);
            }
            if (reason != null) {
                details.put("reason", reason);
            }
            details.put("breaker", server.breaker().name());
            details.put("inUse", server.inUse());
            details.put("idle", server.idle());
            details.put("failures", server.failures());
            return details;
        }
    }
}
