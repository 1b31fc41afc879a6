package io.peristyle.testkit;

import io.peristyle.embedded.ClickHouseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A TCP proxy on loopback in front of a real server, which does to the bytes what networks do. Thread-safe.
 *
 * <p>Faults hold for connections that are open and those to come, until changed or {@link #heal healed}; offsets count
 * the bytes of one connection in one direction from its start.
 */
public final class FaultProxy implements AutoCloseable {
    private static final int BACKLOG = 128;
    private static final long IDLE_CHECK_MILLIS = 10;
    private static final long NO_LIMIT = Long.MAX_VALUE;

    private final InetSocketAddress target;
    private final ServerSocket listener;
    private final Map<Direction, Lane> lanes = new EnumMap<>(Direction.class);
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ScheduledExecutorService idleCheck =
            Executors.newSingleThreadScheduledExecutor(task -> ScriptedServer.daemon(task, "fault-proxy-idle"));
    private final Thread acceptor = ScriptedServer.daemon(this::accept, "fault-proxy-accept");
    private volatile boolean refusing;
    private volatile long idleNanos = NO_LIMIT;
    private volatile Cut idleCut = Cut.FIN;

    private FaultProxy(InetSocketAddress target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
        for (Direction direction : Direction.values()) {
            lanes.put(direction, new Lane());
        }
    }

    /** A proxy to the native port of a server. */
    public static FaultProxy to(ClickHouseServer server) {
        return to(server.host(), server.tcpPort());
    }

    /** A proxy to any port; connects to it for each connection of its own. */
    public static FaultProxy to(String host, int port) {
        return listening(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), host, port);
    }

    /** A proxy to the native port of a server, at an address of one's choice, such as 127.0.0.2. */
    public static FaultProxy to(ClickHouseServer server, InetSocketAddress address) {
        return listening(address, server.host(), server.tcpPort());
    }

    private static FaultProxy listening(InetSocketAddress address, String host, int port) {
        try {
            ServerSocket listener = new ServerSocket(address.getPort(), BACKLOG, address.getAddress());
            FaultProxy proxy = new FaultProxy(new InetSocketAddress(host, port), listener);
            proxy.acceptor.start();
            var unused = proxy.idleCheck.scheduleWithFixedDelay(
                    proxy::dropIdle, IDLE_CHECK_MILLIS, IDLE_CHECK_MILLIS, TimeUnit.MILLISECONDS);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String host() {
        return listener.getInetAddress().getHostAddress();
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** {@code clickhouse://host:port}. */
    public String url() {
        return "clickhouse://" + host() + ":" + port();
    }

    /** Holds back all bytes of a direction; connections stay open. */
    public void pause(Direction direction) {
        lane(direction).pause(true);
    }

    /** Lets the bytes go on that were held back. */
    public void resume(Direction direction) {
        lane(direction).pause(false);
    }

    /** Holds back every piece of up to 16 KiB for a time before it passes on. */
    public void delay(Direction direction, Duration time) {
        lane(direction).delay(time);
    }

    /**
     * Ends each connection once this many bytes have passed in a direction, and not one more; with 0, when the first
     * byte arrives.
     */
    public void cutAfter(Direction direction, long bytes, Cut how) {
        lane(direction).cutAfter(bytes, how);
    }

    /** Changes the bits of {@code mask} in the byte at an offset of each connection. */
    public void flip(Direction direction, long offset, int mask) {
        lane(direction).flip(offset, mask);
    }

    /** Ends each connection that carried nothing in either direction for a time. */
    public void dropIdleAfter(Duration idle, Cut how) {
        idleCut = how;
        idleNanos = idle.toNanos();
    }

    /** Ends the connections that are open now. */
    public void cutAll(Cut how) {
        links.forEach(link -> link.cut(how));
    }

    /** Resets new connections as soon as they come; those that are open go on. */
    public void refuseConnections() {
        refusing = true;
    }

    /** Takes back {@link #refuseConnections} alone. */
    public void acceptConnections() {
        refusing = false;
    }

    /** Takes back all faults. Connections that were ended or silenced stay so. */
    public void heal() {
        refusing = false;
        idleNanos = NO_LIMIT;
        lanes.values().forEach(Lane::heal);
    }

    /** Bytes that have passed in a direction on all connections. */
    public long bytes(Direction direction) {
        return lane(direction).bytes();
    }

    /** How often bytes have come in a direction: at most as often as the sender gave some to its operating system. */
    public long portions(Direction direction) {
        return lane(direction).portions();
    }

    /** Keeps the bytes of all connections that pass in a direction from now on, and forgets those kept before. */
    public void record(Direction direction) {
        lane(direction).record();
    }

    /** The bytes that have passed since {@link #record}. */
    public byte[] recorded(Direction direction) {
        return lane(direction).recorded();
    }

    /** Connections that came, refused ones included. */
    public int acceptedConnections() {
        return accepted.get();
    }

    /** Connections of which at least one direction is open. */
    public int openConnections() {
        return links.size();
    }

    @Override
    public void close() {
        idleCheck.shutdownNow();
        try {
            ScriptedServer.close(listener, acceptor);
        } finally {
            lanes.values().forEach(Lane::close);
            cutAll(Cut.RST);
        }
    }

    private Lane lane(Direction direction) {
        Lane lane = lanes.get(direction);
        if (lane == null) {
            throw new AssertionError(direction);
        }
        return lane;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                // A server that is frozen may keep the connect waiting, which is no reason not to accept the next one.
                ScriptedServer.daemon(() -> serve(client), "fault-proxy-connect")
                        .start();
            } catch (IOException e) {
                // The listener was closed, or the client did not wait.
            }
        }
    }

    private void serve(Socket client) {
        Socket server = new Socket();
        try {
            if (refusing) {
                throw new IOException("refused");
            }
            server.connect(target);
            link(client, server);
        } catch (IOException e) {
            Link.reset(client);
            Link.reset(server);
        }
    }

    private void link(Socket client, Socket server) throws IOException {

        Link link = new Link(lanes, client, server, links::remove);
        links.add(link);
        link.start();
        if (listener.isClosed()) {
            link.cut(Cut.RST);
        }
    }

    private void dropIdle() {
        for (Link link : links) {
            if (!link.isSilent() && link.idleNanos() > idleNanos) {
                link.cut(idleCut);
            }
        }
    }
}
