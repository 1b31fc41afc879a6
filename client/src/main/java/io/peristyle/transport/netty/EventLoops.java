package io.peristyle.transport.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.resolver.dns.DnsAddressResolverGroup;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.DnsNameResolverChannelStrategy;
import io.netty.resolver.dns.DnsServerAddressStreamProvider;
import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.netty.util.concurrent.Future;
import io.peristyle.options.ThreadOptions;
import io.peristyle.time.Timers;
import io.peristyle.transport.HostResolver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * The threads that do all network I/O of one client, and the resolver of names that runs on them: no name is looked up
 * by a call that blocks. Thread-safe.
 */
public final class EventLoops implements Timers {
    private static final int SMALLEST_READ = 64 << 10;
    private static final int LARGEST_READ = 256 << 10;
    private static final int WRITABLE_BELOW = 256 << 10;
    private static final int UNWRITABLE_ABOVE = 1 << 20;
    private static final long SHUTDOWN_LIMIT_SECONDS = 2;

    /** Less than half of the default {@code dial_timeout}, so that a name server that is down leaves time for the next one. */
    private static final long NAME_SERVER_LIMIT_MILLIS = 2_000;

    private final EventLoopGroup group;
    private final DnsAddressResolverGroup resolver;
    private final DnsHostResolver hosts;
    private final Bootstrap bootstrap;

    public EventLoops(ThreadOptions options) {
        this(options, DnsServerAddressStreamProviders.platformDefault());
    }

    /** @param nameServers are asked for names that are not in the hosts file */
    public EventLoops(ThreadOptions options, DnsServerAddressStreamProvider nameServers) {
        this(options, nameServers, PooledByteBufAllocator.DEFAULT);
    }

    /** @param memory for what connections send and receive */
    public EventLoops(ThreadOptions options, DnsServerAddressStreamProvider nameServers, ByteBufAllocator memory) {
        SocketFamily family = SocketFamily.of(options.transport());
        group = new LoopThreads(options.eventLoopThreads(), family.handlers()).group();
        DnsNameResolverBuilder names = new DnsNameResolverBuilder()
                .nameServerProvider(nameServers)
                // One socket for all questions would never be made anew if it could not be made the first time.
                .datagramChannelStrategy(DnsNameResolverChannelStrategy.ChannelPerResolution)
                .queryTimeoutMillis(NAME_SERVER_LIMIT_MILLIS)
                .datagramChannelType(family.datagram())
                .socketChannelType(family.socket());
        resolver = new DnsAddressResolverGroup(names.copy());
        hosts = new DnsHostResolver(names.copy().eventLoop(group.next()));
        bootstrap = new Bootstrap()
                .group(group)
                .channel(family.socket())
                .resolver(resolver)
                // The dialer has a limit of its own, which may be longer than Netty's.
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                // A server that closes while it is written to has often said why: that is read first.
                .option(ChannelOption.AUTO_CLOSE, false)
                .option(ChannelOption.ALLOCATOR, memory)
                .option(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(SMALLEST_READ, SMALLEST_READ, LARGEST_READ))
                .option(
                        ChannelOption.WRITE_BUFFER_WATER_MARK,
                        new WriteBufferWaterMark(WRITABLE_BELOW, UNWRITABLE_ABOVE));
    }

    /** A new bootstrap for one connection; lacks only its handler. */
    public Bootstrap bootstrap() {
        return bootstrap.clone();
    }

    /** Looks up all addresses of a name. */
    public HostResolver hosts() {
        return hosts;
    }

    /** Runs {@code task} on one of the event loops, the one that runs now if one does; never once they are closed. */
    @Override
    public Timer schedule(Runnable task, long delay, TimeUnit unit) {
        try {
            Future<?> scheduled = LoopThread.currentOr(group).schedule(task, Math.max(0, delay), unit);
            return () -> scheduled.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    /** Ends the threads; completes when they are gone. Tasks and timers that wait are dropped. */
    public CompletableFuture<Void> close() {
        resolver.close();
        hosts.close();
        CompletableFuture<Void> closed = new CompletableFuture<>();
        group.shutdownGracefully(0, SHUTDOWN_LIMIT_SECONDS, TimeUnit.SECONDS).addListener(end -> closed.complete(null));
        return closed;
    }
}
