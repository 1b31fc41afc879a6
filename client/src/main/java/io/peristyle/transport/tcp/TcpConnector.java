package io.peristyle.transport.tcp;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.compress.CompressionMethod;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.ErrorCodes;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.packet.ClientIdentity;
import io.peristyle.revision.Revision;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import io.peristyle.transport.netty.EventLoops;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes connections that speak the native protocol. Owns its event loops. Thread-safe. */
public final class TcpConnector implements Connector {
    private static final int MAJOR_VERSION = 0;
    private static final int MINOR_VERSION = 1;
    private static final int PATCH_VERSION = 0;

    /** What codecs have to know of a server. */
    record Dialect(ZoneId zone, boolean dictionariesOfNothing, int revision) {}

    private final ConnectionOptions options;
    private final EventLoops loops;
    private final Clock clock;
    private final ClientIdentity identity;

    /** Every socket that is open or being opened. */
    private final Set<Channel> channels = ConcurrentHashMap.newKeySet();

    /** Codecs by what of the server they depend on; shared by all connections to such servers. */
    private final Map<Dialect, CodecRegistry> codecs = new ConcurrentHashMap<>();

    private final Set<TcpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public TcpConnector(ConnectionOptions options, EventLoops loops, Clock clock) {
        this(options, loops, clock, Revision.NEWEST);
    }

    /** {@code revision} is the newest that the client admits to know. */
    TcpConnector(ConnectionOptions options, EventLoops loops, Clock clock, int revision) {
        this.options = options;
        this.loops = loops;
        this.clock = clock;
        this.identity = new ClientIdentity(options.clientName(), MAJOR_VERSION, MINOR_VERSION, PATCH_VERSION, revision);
        loadFiles();
    }

    /** Reads now, on the thread that makes the client, the files that an event loop would have to read later. */
    private void loadFiles() {
        ErrorCodes.load();
        if (options.compression().isEnabled()) {
            // Whatever we compress with, some servers answer in LZ4.
            CompressionMethod.LZ4.load();
            CompressionMethod.valueOf(options.compression().method().name()).load();
        }
    }

    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline) {
        CompletableFuture<Connection> result = new CompletableFuture<>();
        try {
            dial(greeting(endpoint), deadline, result);
        } catch (ClickHouseException e) {
            result.completeExceptionally(e);
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(closed(endpoint));
        }
        return result;
    }

    @Override
    public CompletableFuture<Void> close() {
        closed = true;
        for (TcpConnection connection : connections) {
            var unused = connection.close();
        }
        for (Channel channel : channels) {
            var unused = channel.close();
        }
        return loops.close();
    }

    /** Sockets that are open or being opened. */
    int openSockets() {
        return channels.size();
    }

    Clock clock() {
        return clock;
    }

    CodecRegistry codecs(Dialect dialect) {
        return codecs.computeIfAbsent(
                dialect, key -> new CodecRegistry(key.zone(), key.dictionariesOfNothing(), key.revision()));
    }

    private Greeting greeting(Endpoint endpoint) {
        try {
            return Greeting.of(endpoint, identity, options);
        } catch (ClickHouseException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new ConfigurationException("the supplier of the password failed", e);
        }
    }

    private void dial(Greeting greeting, Deadline deadline, CompletableFuture<Connection> result) {
        Endpoint endpoint = greeting.endpoint();
        if (closed) {
            throw closed(endpoint);
        }
        Handshake handshake = new Handshake(this, greeting, deadline);
        ChannelFuture connecting = loops.bootstrap().handler(handshake).connect(address(endpoint));
        if (connecting.isDone() && !connecting.isSuccess()) {
            // There is no socket, and no event loop that it would belong to: the process has too many open files, say.
            throw withoutSocket(endpoint, connecting.cause());
        }
        Channel channel = connecting.channel();
        channels.add(channel);
        channel.closeFuture().addListener(end -> channels.remove(channel));
        if (closed) {
            var unused = channel.close();
        }
        Future<?> limit = channel.eventLoop()
                .schedule(
                        () -> {
                            if (result.completeExceptionally(dialTimeout(endpoint, deadline))) {
                                var unused = channel.close();
                            }
                        },
                        deadline.remainingNanos(options.timeouts().dial()),
                        TimeUnit.NANOSECONDS);
        connecting.addListener(dialled -> {
            limit.cancel(false);
            if (!dialled.isSuccess()) {
                result.completeExceptionally(closed ? closed(endpoint) : unreachable(endpoint, dialled.cause()));
            }
        });
        var unused = handshake.result().whenComplete((connection, failure) -> onShaken(connection, failure, result));
    }

    private void onShaken(
            @Nullable TcpConnection connection, @Nullable Throwable failure, CompletableFuture<Connection> result) {
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

    private OperationTimeoutException dialTimeout(Endpoint endpoint, Deadline deadline) {
        return deadline.hasPassed()
                ? new OperationTimeoutException(
                        Phase.OPERATION,
                        "the operation's time was over before " + endpoint + " could be reached",
                        FailureContext.connecting(endpoint),
                        null)
                : new OperationTimeoutException(
                        Phase.DIAL,
                        endpoint + " could not be reached within "
                                + options.timeouts().dial(),
                        FailureContext.connecting(endpoint),
                        null);
    }

    private static ConnectionException unreachable(Endpoint endpoint, Throwable cause) {
        String message = cause instanceof UnknownHostException
                ? "the host of " + endpoint + " is unknown"
                : endpoint + " could not be reached: " + cause.getMessage();
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
        try {
            return new InetSocketAddress(InetAddress.getByAddress(endpoint.host(), literal), endpoint.port());
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an IP literal has no address", e);
        }
    }
}
