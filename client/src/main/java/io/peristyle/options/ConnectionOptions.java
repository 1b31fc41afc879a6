package io.peristyle.options;

import org.jspecify.annotations.Nullable;

/**
 * How each connection is made and what it may take.
 *
 * @param database the database that names without one refer to
 * @param credentials who connects
 * @param clientName shown in the server's {@code system.query_log}. The default is long on purpose: when the port given is
 *     ClickHouse's HTTP port by mistake, its parser waits for the end of what it takes for a method, unless over 32
 *     characters without a blank show that it is none. With a short name the mistake is noticed only when the handshake
 *     times out
 * @param quotaKey null: none
 * @param compression of blocks, both ways
 * @param timeouts the limits of each wait
 * @param limits what the server may send at most
 * @param blockBufferSize decoded blocks kept ahead of a slow consumer
 * @param protocol what is spoken
 * @param http what is said of HTTP alone
 * @param proxy what stands between; null: nothing
 * @param tls of every connection, whatever is spoken
 */
public record ConnectionOptions(
        String database,
        Credentials credentials,
        String clientName,
        @Nullable String quotaKey,
        Compression compression,
        Timeouts timeouts,
        Limits limits,
        int blockBufferSize,
        Protocol protocol,
        HttpOptions http,
        @Nullable HttpProxy proxy,
        TlsOptions tls) {
    /** The same over the native protocol, not encrypted. */
    public ConnectionOptions(
            String database,
            Credentials credentials,
            String clientName,
            @Nullable String quotaKey,
            Compression compression,
            Timeouts timeouts,
            Limits limits,
            int blockBufferSize) {
        this(
                database,
                credentials,
                clientName,
                quotaKey,
                compression,
                timeouts,
                limits,
                blockBufferSize,
                Protocol.NATIVE,
                HttpOptions.DEFAULT,
                null,
                TlsOptions.DISABLED);
    }

    /** Every default. */
    public static final ConnectionOptions DEFAULT = new ConnectionOptions(
            "",
            Credentials.DEFAULT,
            "peristyle-asynchronous-clickhouse-client",
            null,
            Compression.DEFAULT,
            Timeouts.DEFAULT,
            Limits.DEFAULT,
            2);

    /** The same with another TLS. */
    public ConnectionOptions withTls(TlsOptions other) {
        return new ConnectionOptions(
                database,
                credentials,
                clientName,
                quotaKey,
                compression,
                timeouts,
                limits,
                blockBufferSize,
                protocol,
                http,
                proxy,
                other);
    }
}
