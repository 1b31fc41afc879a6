package io.peristyle.transport.http;

import io.peristyle.compress.CompressionMethod;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ErrorCodes;
import io.peristyle.options.Compression;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Connector;
import io.peristyle.transport.OwnSetting;
import io.peristyle.transport.netty.Dialer;
import io.peristyle.transport.netty.EventLoops;
import java.util.concurrent.CompletableFuture;

/** Makes connections that speak HTTP. Owns its event loops. Thread-safe. */
public final class HttpConnector implements Connector {
    private final ConnectionOptions options;
    private final Dialer dialer;
    private final ServerProfiles profiles;
    private final QueryKiller killer;
    private final ColumnLookups lookups = new ColumnLookups();
    private final OwnSetting oneThread = OwnSetting.oneThread();

    public HttpConnector(ConnectionOptions options, EventLoops loops, Clock clock) {
        this.options = options;
        this.dialer = new Dialer(loops, options, clock);
        this.profiles = new ServerProfiles(clock);
        this.killer = new QueryKiller(this, clock, options.timeouts().handshake());
        loadFiles();
    }

    /** Reads now, on the thread that makes the client, the files that an event loop would have to read later. */
    private void loadFiles() {
        ErrorCodes.load();
        Compression.Method method = options.compression().method();
        if (method != Compression.Method.NONE && method != Compression.Method.GZIP) {
            // Whatever we compress with, the frames of servers are in LZ4.
            CompressionMethod.LZ4.load();
            CompressionMethod.valueOf(method.name()).load();
        }
    }

    @Override
    public CompletableFuture<Connection> connect(Endpoint endpoint, Deadline deadline) {
        CompletableFuture<Connection> connecting = dialer.dial(
                endpoint,
                deadline,
                () -> new FirstContact(this, HttpSession.of(endpoint, options, killer, lookups, oneThread), deadline));
        var unused = connecting.whenComplete((connection, failure) -> {
            if (failure != null) {
                profiles.forget(endpoint);
            }
        });
        return connecting;
    }

    @Override
    public CompletableFuture<Void> close() {
        return dialer.close();
    }

    ServerProfiles profiles() {
        return profiles;
    }
}
