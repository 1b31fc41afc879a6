package io.peristyle.spring;

import io.peristyle.client.ClickHouse;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.PoolException;
import io.peristyle.observe.BreakerState;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

/**
 * Asks each server of a client for a sign of life. The client is up while one of those in service answers: an application
 * must not be taken away because one replica of three is down. Nor because it is busy: a server that cannot be asked since all
 * connections of the pool, or all that it may have, are in use is unknown, and so is the client if it knows no better of any. Servers that are being
 * drained are not asked.
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
                pool.endpoints().stream().map(server -> ask(server, pool)).toList();
        return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new))
                .thenApply(nothing -> health(
                        pool, answers.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<Answer> ask(EndpointStats server, PoolStats before) {
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
            return hadNoConnection(failure)
                            && isBusy(server.endpoint(), before)
                            && isBusy(server.endpoint(), client.stats())
                    ? new Answer(server, Status.UNKNOWN, null, "not asked: all connections are in use")
                    : new Answer(server, Status.DOWN, null, reason(failure));
        });
    }

    /** Whether the server may not have been asked; the pool's own limits may be shorter than this timeout. */
    private static boolean hadNoConnection(Throwable failure) {
        Throwable cause = causeOf(failure);
        return cause instanceof TimeoutException || cause instanceof PoolException;
    }

    /** Whether a ping finds no connection: all there may be are in use, or all to this server, and none is being opened. */
    private static boolean isBusy(Endpoint server, PoolStats pool) {
        return (pool.idle() == 0 && pool.inUse() >= pool.maximumSize())
                || pool.endpoints().stream()
                        .anyMatch(place -> place.endpoint().equals(server)
                                && place.inUse() > 0
                                && place.idle() == 0
                                && place.opening() == 0
                                && place.breaker() == BreakerState.CLOSED);
    }

    private static Throwable causeOf(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private String reason(Throwable failure) {
        Throwable cause = causeOf(failure);
        return cause instanceof TimeoutException
                ? "no answer within " + timeout.toMillis() + " ms"
                : cause instanceof ClickHouseException
                        ? String.valueOf(cause.getMessage())
                        : cause.getClass().getSimpleName();
    }

    private static Health health(PoolStats pool, List<Answer> answers) {
        Status status = Stream.of(Status.UP, Status.UNKNOWN)
                .filter(good -> answers.stream().anyMatch(answer -> answer.status.equals(good)))
                .findFirst()
                .orElse(Status.DOWN);
        Map<String, Object> servers = new LinkedHashMap<>();
        answers.forEach(answer -> servers.put(answer.server.endpoint().toString(), answer.details()));
        return Health.status(status)
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
