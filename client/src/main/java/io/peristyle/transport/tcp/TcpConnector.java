package io.peristyle.transport.tcp;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.compress.CompressionMethod;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ErrorCodes;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.packet.ClientIdentity;
import io.peristyle.revision.Revision;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import io.peristyle.transport.netty.Dialer;
import io.peristyle.transport.netty.EventLoops;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Makes connections that speak the native protocol. Owns its event loops. Thread-safe. */
public final class TcpConnector implements Connector {
    private static final int MAJOR_VERSION = 0;
    private static final int MINOR_VERSION = 1;
    private static final int PATCH_VERSION = 0;

    /** What codecs have to know of a server. */
    record Dialect(ZoneId zone, boolean dictionariesOfNothing, int revision) {}

    private final ConnectionOptions options;
    private final Dialer dialer;
    private final Clock clock;
    private final ClientIdentity identity;

    /** Codecs by what of the server they depend on; shared by all connections to such servers. */
    private final Map<Dialect, CodecRegistry> codecs = new ConcurrentHashMap<>();

    private final OwnSettings ownSettings = new OwnSettings();

    public TcpConnector(ConnectionOptions options, EventLoops loops, Clock clock) {
        this(options, loops, clock, Revision.NEWEST);
    }

    /** {@code revision} is the newest that the client admits to know. */
    TcpConnector(ConnectionOptions options, EventLoops loops, Clock clock, int revision) {
        this.options = options;
        this.dialer = new Dialer(loops, options, clock);
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
        return dialer.dial(
                endpoint, deadline, () -> new Handshake(this, Greeting.of(endpoint, identity, options), deadline));
    }

    @Override
    public CompletableFuture<Void> close() {
        return dialer.close();
    }

    /** Sockets that are open or being opened. */
    int openSockets() {
        return dialer.openSockets();
    }

    Clock clock() {
        return clock;
    }

    OwnSettings ownSettings() {
        return ownSettings;
    }

    CodecRegistry codecs(Dialect dialect) {
        return codecs.computeIfAbsent(
                dialect, key -> new CodecRegistry(key.zone(), key.dictionariesOfNothing(), key.revision()));
    }
}
