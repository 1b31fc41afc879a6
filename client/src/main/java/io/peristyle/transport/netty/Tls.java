package io.peristyle.transport.netty;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.NetUtil;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.TlsOptions;
import io.peristyle.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The TLS of a client's connections: keys and certificates as the files hold them, looked at again before a connection is
 * made, at most once a second. Thread-safe.
 */
final class Tls {
    private static final Logger LOGGER = LoggerFactory.getLogger(Tls.class);
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final TlsOptions options;
    private final TlsMaterial material;
    private final Executor readers;
    private final Clock clock;
    private volatile Loaded loaded;
    private volatile long lookedAtNanos;
    private @Nullable CompletableFuture<SslContext> looking;

    private Tls(TlsOptions options, Executor readers, Clock clock) {
        this.options = options;
        this.readers = readers;
        this.clock = clock;
        this.material = new TlsMaterial(options);
        List<Object> state = material.state();
        this.loaded = new Loaded(material.load(), state);
        this.lookedAtNanos = clock.nanoTime();
    }

    /**
     * Reads the files; blocks while it does.
     *
     * @param readers may block, when the files are looked at again
     * @return null if the options do not ask for TLS
     * @throws ConfigurationException if a file cannot be used
     */
    static @Nullable Tls of(TlsOptions options, Executor readers, Clock clock) {
        return options.isEnabled() ? new Tls(options, readers, clock) : null;
    }

    /** What new connections are to use; if files that have changed cannot be used, what they held before. Never fails. */
    CompletableFuture<SslContext> context() {
        if (!material.hasFiles() || clock.nanoTime() - lookedAtNanos < LOOK_AGAIN_NANOS) {
            return CompletableFuture.completedFuture(loaded.context());
        }
        synchronized (this) {
            if (looking == null) {
                looking = CompletableFuture.supplyAsync(this::look, readers);
            }
            return looking;
        }
    }

    /** A handler that encrypts, which waits for as long as it is let. */
    SslHandler handler(Channel channel, SslContext context, Endpoint endpoint) {
        SslHandler handler = context.newHandler(channel.alloc(), expectedName(endpoint), endpoint.port());
        handler.setHandshakeTimeoutMillis(0);
        indicate(expectedName(endpoint), handler.engine());
        return handler;
    }

    /** The JDK leaves out names without a dot, by which a proxy may route all the same. */
    private static void indicate(String name, SSLEngine engine) {
        if (NetUtil.isValidIpV4Address(name) || NetUtil.isValidIpV6Address(name)) {
            return;
        }
        try {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            engine.setSSLParameters(parameters);
        } catch (IllegalArgumentException e) {
            LOGGER.debug("{} cannot stand in SNI: {}", name, e.getMessage());
        }
    }

    /** The name that the certificate is to be issued for. */
    String expectedName(Endpoint endpoint) {
        return options.serverName() == null ? endpoint.host() : options.serverName();
    }

    private SslContext look() {
        // From before the files are read: what changes meanwhile is found the next time.
        List<Object> state = material.state();
        try {
            if (!state.equals(loaded.state())) {
                loaded = new Loaded(material.load(), state);
            }
        } catch (RuntimeException e) {
            LOGGER.warn("the changed files of TLS cannot be used; those read before stay in use: {}", e.getMessage());
            loaded = new Loaded(loaded.context(), state);
        } finally {
            synchronized (this) {
                lookedAtNanos = clock.nanoTime();
                looking = null;
            }
        }
        return loaded.context();
    }

    /** What was made of the files in one state. */
    private record Loaded(SslContext context, List<Object> state) {}
}
