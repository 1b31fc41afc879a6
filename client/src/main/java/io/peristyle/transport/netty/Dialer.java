package io.peristyle.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslContext;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ThreadPerTaskExecutor;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.HttpProxy;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.time.Timers;
import io.peristyle.transport.Connection;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens sockets, and knows all that are open. Owns its event loops. Thread-safe. */
public final class Dialer {
    private final EventLoops loops;
    private final Duration limit;

    /** Null: sockets lead to the servers themselves. */
    private final @Nullable HttpProxy proxy;

    /** Null: connections are not encrypted. */
    private final @Nullable Tls tls;

    /** Every socket that is open or being opened. */
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    /** What is on its way to a connection. */
    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    /** Starts a thread for each task, which inherits what the user's code expects of the one that it comes from. */
    private final Executor suppliers = new ThreadPerTaskExecutor(new DefaultThreadFactory("peristyle-dial", true));

    private volatile boolean closed;

    /**
     * Reads the files of TLS; blocks while it does.
     *
     * @throws ConfigurationException if one cannot be used
     */
    public Dialer(EventLoops loops, ConnectionOptions options, Clock clock) {
        this.loops = loops;
        this.limit = options.timeouts().dial();
        this.proxy = options.proxy();
        this.tls = Tls.of(options.tls(), suppliers, clock);
    }

    /** What a new socket begins with. */
    public interface Greeter extends ChannelHandler {
        /** Completes on the event loop when the connection may be used, or fails. */
        CompletableFuture<? extends Connection> result();
    }

    /** Makes greeters. */
    @FunctionalInterface
    public interface GreeterFactory {
        /** Fails with a {@link ClickHouseException}, or as the supplier of the password does. */
        Greeter greeter();
    }

    /**
     * Opens a socket, and hands it to a greeter. The passwords are asked for before, on a thread of their own: whoever supplies
     * them may block.
     */
    public CompletableFuture<Connection> dial(Endpoint endpoint, Deadline deadline, GreeterFactory factory) {
        Attempt attempt = begin(endpoint, deadline);
        if (attempt.result.isDone()) {
            return attempt.result;
        }
        Timers.Timer timer = loops.schedule(
                () -> attempt.result.completeExceptionally(unprepared(endpoint, deadline)),
                deadline.remainingNanos(limit),
                TimeUnit.NANOSECONDS);
        var unused = prepare(factory).whenComplete((means, failure) -> {
            timer.cancel();
            if (means != null) {
                dial(attempt, means);
            } else {
                attempt.result.completeExceptionally(refused(failure));
            }
        });
        return attempt.result;
    }

    private Attempt begin(Endpoint endpoint, Deadline deadline) {
        Attempt attempt = new Attempt(endpoint, deadline, new CompletableFuture<>());
        attempts.add(attempt);
        var unused = attempt.result.whenComplete((connection, failure) -> attempts.remove(attempt));
        if (closed) {
            attempt.result.completeExceptionally(closed(endpoint));
        }
        return attempt;
    }

    private CompletableFuture<Means> prepare(GreeterFactory factory) {
        if (tls == null) {
            return CompletableFuture.supplyAsync(() -> means(factory, null), suppliers);
        }
        return tls.context().thenApplyAsync(context -> means(factory, context), suppliers);
    }

    private Means means(GreeterFactory factory, @Nullable SslContext encryption) {
        return new Means(asked(factory::greeter), proxy == null ? "" : asked(proxy.password()), encryption);
    }

    private void dial(Attempt attempt, Means means) {
        if (attempt.result.isDone()) {
            return;
        }
        try {
            connect(attempt, means);
        } catch (RejectedExecutionException e) {
            attempt.result.completeExceptionally(closed(attempt.endpoint));
        } catch (RuntimeException | Error e) {
            attempt.result.completeExceptionally(e);
        }
    }

    /** A socket that is wanted. */
    private record Attempt(Endpoint endpoint, Deadline deadline, CompletableFuture<Connection> result) {}

    /**
     * What it takes to make a connection of a socket.
     *
     * @param encryption null: none
     */
    private record Means(
            Greeter greeter, String proxyPassword, @Nullable SslContext encryption) {
        @Override
        public String toString() {
            return "Means[]";
        }
    }

    /** Closes all connections and the event loops; completes when no thread, socket or timer is left. */
    public CompletableFuture<Void> close() {
        closed = true;
        for (Attempt attempt : attempts) {
            attempt.result.completeExceptionally(closed(attempt.endpoint));
        }
        for (Connection connection : connections) {
            var unused = connection.close();
        }
        for (Channel channel : channels) {
            var unused = channel.close();
        }
        return loops.close();
    }

    /** Sockets that are open or being opened. */
    public int openSockets() {
        return channels.size();
    }

    private static <T> T asked(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (ClickHouseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConfigurationException("the supplier of the password failed", e);
        }
    }

    private void connect(Attempt attempt, Means means) {
        Endpoint endpoint = attempt.endpoint;
        Deadline deadline = attempt.deadline;
        CompletableFuture<Connection> result = attempt.result;
        if (closed) {
            throw closed(endpoint);
        }
        ChannelFuture connecting = loops.bootstrap()
                .handler(handlers(attempt, means))
                .connect(address(proxy == null ? endpoint : proxy.endpoint()));
        if (connecting.isDone() && !connecting.isSuccess()) {
            // Refused at once; or there is no socket: the process has too many open files, say.
            throw connecting.cause() instanceof ConnectException refused
                    ? unreachable(endpoint, refused)
                    : withoutSocket(endpoint, connecting.cause());
        }
        Channel channel = connecting.channel();
        channels.add(channel);
        channel.closeFuture().addListener(end -> channels.remove(channel));
        if (closed) {
            var unused = channel.close();
        }
        var unusedEnd = result.whenComplete((connection, failure) -> {
            if (failure != null) {
                var unused = channel.close();
            }
        });
        Future<?> timer = channel.eventLoop()
                .schedule(
                        () -> {
                            if (result.completeExceptionally(timeout(endpoint, deadline))) {
                                var unused = channel.close();
                            }
                        },
                        deadline.remainingNanos(limit),
                        TimeUnit.NANOSECONDS);
        connecting.addListener(dialled -> {
            timer.cancel(false);
            if (!dialled.isSuccess()) {
                result.completeExceptionally(closed ? closed(endpoint) : unreachable(endpoint, dialled.cause()));
            }
        });
        var unused =
                means.greeter.result().whenComplete((connection, failure) -> onGreeted(connection, failure, result));
    }

    /** What a new socket begins with: whatever stands between, and the greeter behind that. */
    private ChannelHandler handlers(Attempt attempt, Means means) {
        SslContext encryption = means.encryption;
        if (proxy == null && encryption == null) {
            return means.greeter;
        }
        Endpoint endpoint = attempt.endpoint;
        Duration allowed = Duration.ofNanos(attempt.deadline.remainingNanos(limit));
        return new ChannelInitializer<Channel>() {
            @Override
            protected void initChannel(Channel channel) {
                ChannelPipeline pipeline = channel.pipeline();
                if (proxy != null) {
                    pipeline.addLast(new ProxyTunnel(
                            new ProxyTunnel.Route(proxy, endpoint),
                            means.proxyPassword,
                            allowed,
                            attempt.result::completeExceptionally));
                }
                if (tls != null && encryption != null) {
                    pipeline.addLast(
                            tls.handler(channel, encryption, endpoint),
                            new TlsHandshake(
                                    endpoint,
                                    tls.expectedName(endpoint),
                                    allowed,
                                    attempt.result::completeExceptionally));
                }
                pipeline.addLast(means.greeter);
            }
        };
    }

    private void onGreeted(
            @Nullable Connection connection, @Nullable Throwable failure, CompletableFuture<Connection> result) {
        if (connection == null) {
            result.completeExceptionally(failure);
            return;
        }
        connections.add(connection);
        connection.onClose(() -> connections.remove(connection));
        if (closed || !result.complete(connection)) {
            var unused = connection.close();
        }
    }

    private OperationTimeoutException timeout(Endpoint endpoint, Deadline deadline) {
        return timeout(endpoint, deadline, endpoint + " could not be reached within " + limit);
    }

    private OperationTimeoutException unprepared(Endpoint endpoint, Deadline deadline) {
        String who = tls == null ? "the supplier of the password" : "the supplier of the password, or a file of TLS,";
        return timeout(
                endpoint,
                deadline,
                who + " did not answer within " + limit + ": " + endpoint + " was not connected to");
    }

    private static OperationTimeoutException timeout(Endpoint endpoint, Deadline deadline, String what) {
        return deadline.hasPassed()
                ? new OperationTimeoutException(
                        Phase.OPERATION,
                        "the operation's time was over before " + endpoint + " could be reached",
                        FailureContext.connecting(endpoint),
                        null)
                : new OperationTimeoutException(Phase.DIAL, what, FailureContext.connecting(endpoint), null);
    }

    /** What preparing came to, without what the future put around it. */
    private static Throwable refused(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof ClickHouseException
                ? cause
                : new ConfigurationException("a connection could not be prepared: " + cause, cause);
    }

    private ConnectionException unreachable(Endpoint endpoint, Throwable cause) {
        String dialled = proxy == null ? endpoint.toString() : "the proxy " + proxy.endpoint();
        String message = cause instanceof UnknownHostException
                ? "the host of " + dialled + " is unknown"
                : dialled + " could not be reached: " + cause.getMessage();
        return new ConnectionException(message, FailureContext.connecting(endpoint), cause);
    }

    /** What the operating system said is the innermost cause. */
    private static ConnectionException withoutSocket(Endpoint endpoint, Throwable cause) {
        Throwable innermost = cause;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return new ConnectionException(
                endpoint + " could not be reached, no socket could be made: " + innermost.getMessage(),
                FailureContext.connecting(endpoint),
                cause);
    }

    private static ClientClosedException closed(Endpoint endpoint) {
        return new ClientClosedException("the client is closed", FailureContext.connecting(endpoint), null);
    }

    private static InetSocketAddress address(Endpoint endpoint) {
        String address = endpoint.address();
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(address == null ? endpoint.host() : address);
        if (literal == null) {
            return InetSocketAddress.createUnresolved(endpoint.host(), endpoint.port());
        }
        int zone = endpoint.host().indexOf('%');
        try {
            return new InetSocketAddress(
                    address == null && zone >= 0
                            ? zoned(endpoint.host(), zone, literal)
                            : InetAddress.getByAddress(endpoint.host(), literal),
                    endpoint.port());
        } catch (UnknownHostException e) {
            throw new ConnectionException(
                    endpoint + " cannot be reached: " + e.getMessage(), FailureContext.connecting(endpoint), e);
        }
    }

    /** An address that holds on one network of this machine only; in URLs its % is written %25 (RFC 6874). */
    private static InetAddress zoned(String host, int zone, byte[] literal) throws UnknownHostException {
        String name = host.substring(host.startsWith("%25", zone) ? zone + 3 : zone + 1);
        if (name.matches("[0-9]{1,9}")) {
            return Inet6Address.getByAddress(host, literal, Integer.parseInt(name));
        }
        try {
            NetworkInterface network = NetworkInterface.getByName(name);
            if (network != null) {
                return Inet6Address.getByAddress(host, literal, network);
            }
        } catch (SocketException e) {
            throw (UnknownHostException) new UnknownHostException(e.getMessage()).initCause(e);
        }
        throw new UnknownHostException("this machine has no network interface " + name);
    }
}
