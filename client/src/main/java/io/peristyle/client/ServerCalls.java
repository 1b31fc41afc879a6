package io.peristyle.client;

import io.peristyle.cluster.ExecutorSettings;
import io.peristyle.cluster.SessionExecutor;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.options.ClientOptions;
import io.peristyle.pool.Lease;
import io.peristyle.pool.Pool;
import io.peristyle.pool.Preference;
import io.peristyle.query.ServerInfo;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is asked of servers besides statements; each call borrows a connection. */
@SuppressWarnings("FutureReturnValueIgnored") // What futures lead to is said where they are completed.
final class ServerCalls {
    private final Engine engine;
    private final ExecutorSettings settings;
    private final Pool<Connection> pool;
    private final Admission admission;
    private final Connector connector;

    /** @param connector for what is asked of a server out of service */
    ServerCalls(
            Engine engine, ExecutorSettings settings, Pool<Connection> pool, Admission admission, Connector connector) {
        this.engine = engine;
        this.settings = settings;
        this.pool = pool;
        this.admission = admission;
        this.connector = connector;
    }

    CompletableFuture<Session> session() {
        return lend(Preference.ANY, lease -> new Session(engine, new SessionExecutor(lease, settings)), lease -> {});
    }

    CompletableFuture<ServerInfo> server(Preference preference) {
        return lend(preference, lease -> lease.resource().server(), Lease::release);
    }

    CompletableFuture<Duration> ping(Preference preference) {
        Deadline deadline = Deadline.after(options().connection().timeouts().handshake(), engine.clock());
        CompletableFuture<Duration> result = new CompletableFuture<>();
        Endpoint only = preference.only();
        if (only != null && isDrained(only) && !admission.isClosed()) {
            pingOutOfService(only, deadline, result);
            return result;
        }
        CompletableFuture<Lease<Connection>> acquiring = acquire(deadline, preference);
        acquiring.whenComplete((lease, failure) -> {
            if (lease == null) {
                complete(result, null, failure);
                return;
            }
            if (result.isDone()) {
                lease.release();
                return;
            }
            lease.resource().ping(deadline).whenComplete((roundTrip, broken) -> {
                if (broken == null) {
                    lease.succeeded();
                } else {
                    lease.failed(broken);
                }
                lease.release();
                complete(result, roundTrip, broken);
            });
        });
        result.whenComplete((roundTrip, failure) -> acquiring.cancel(false));
        return result;
    }

    private boolean isDrained(Endpoint server) {
        return pool.stats().endpoints().stream()
                .anyMatch(place -> place.endpoint().equals(server) && place.draining());
    }

    /** Over a connection that the pool, which has none for this server, knows nothing of. */
    private void pingOutOfService(Endpoint server, Deadline deadline, CompletableFuture<Duration> result) {
        CompletableFuture<Connection> connecting = connector.connect(server, deadline);
        connecting.whenComplete((connection, failure) -> {
            if (connection == null) {
                complete(result, null, failure);
                return;
            }
            CompletableFuture<Duration> pinging = connection.ping(deadline);
            result.whenComplete((roundTrip, gone) -> connection.close());
            pinging.whenComplete((roundTrip, broken) -> complete(result, roundTrip, broken));
        });
    }

    /** Lends a connection, makes something of it and hands both over; {@code end} ends the lease once that has been done. */
    private <T> CompletableFuture<T> lend(
            Preference preference, Function<Lease<Connection>, T> make, Consumer<Lease<Connection>> end) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Deadline deadline = Deadline.after(options().statements().queryTimeout(), engine.clock());
        CompletableFuture<Lease<Connection>> acquiring = acquire(deadline, preference);
        acquiring.whenComplete((lease, failure) -> {
            if (lease == null) {
                complete(result, null, failure);
            } else if (result.isCancelled()) {
                lease.release();
            } else {
                try {
                    T made = make.apply(lease);
                    end.accept(lease);
                    complete(result, made, null);
                } catch (RuntimeException | Error e) {
                    // The event loop takes no tasks any more, for one.
                    lease.discard();
                    complete(result, null, e);
                }
            }
        });
        result.whenComplete((made, failure) -> acquiring.cancel(false));
        return result;
    }

    private CompletableFuture<Lease<Connection>> acquire(Deadline deadline, Preference preference) {
        if (admission.isClosed()) {
            return CompletableFuture.failedFuture(Admission.refusal());
        }
        Duration limit = settings.acquireTimeout();
        return pool.acquire(
                Deadline.after(Duration.ofNanos(deadline.remainingNanos(limit)), engine.clock()), preference);
    }

    private <T> void complete(CompletableFuture<T> result, @Nullable T value, @Nullable Throwable failure) {
        engine.callbacks().execute(() -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            } else if (!result.complete(value) && value instanceof Session unwanted) {
                unwanted.close();
            }
        });
    }

    private ClientOptions options() {
        return engine.options();
    }
}
