package io.peristyle.options;

import static io.peristyle.options.OptionText.bytes;
import static io.peristyle.options.OptionText.duration;
import static io.peristyle.options.OptionText.integer;

import java.util.List;

/** The names of what is said of the servers, and of each connection to one. */
final class ServerOptionNames {
    static final List<Option> OPTIONS = List.of(
            Option.of(
                    "endpoints",
                    "localhost:9000",
                    "servers, separated by commas",
                    (b, n, v) -> b.servers.list(NamedServer.list(v)),
                    "hosts"),
            Option.of(
                    "connection_strings",
                    "none",
                    "URLs that differ in servers and protocol alone, separated by commas",
                    (b, n, v) -> b.urls(ConnectionUrls.split(v)),
                    "urls"),
            Option.of("host", "localhost", "one server's name or address", (b, n, v) -> b.servers.host(v)),
            Option.of(
                    "port",
                    "9000",
                    "one server's port; 9440 with TLS, over HTTP 8123 and 8443",
                    (b, n, v) -> b.servers.port(integer(n, v, 1, 65_535))),
            Option.of(
                    "alt_hosts",
                    "none",
                    "further servers, separated by commas",
                    (b, n, v) -> b.servers.further(NamedServer.list(v))),
            Option.of(
                    "weights",
                    "equal",
                    "shares of the servers, in their order: 3,1,1",
                    (b, n, v) -> b.servers.weights(OptionWords.weights(n, v))),
            Option.of(
                    "discover",
                    "none",
                    "cluster in system.clusters to take servers from",
                    (b, n, v) -> b.cluster = b.cluster.withDiscover(v)),
            Option.of("database", "the user's", "database of names without one", (b, n, v) -> b.database(v), "db"),
            Option.of("username", "default", "who connects", (b, n, v) -> b.username(v), "user"),
            Option.of("password", "none", "the user's password", (b, n, v) -> b.password(v)),
            Option.of(
                    "client_name",
                    "peristyle-asynchronous-clickhouse-client",
                    "shown in system.query_log",
                    (b, n, v) -> b.clientName(v),
                    "name",
                    "client_info_product",
                    "product_name"),
            Option.of("quota_key", "none", "key of the server's quotas", (b, n, v) -> b.quotaKey(v)),
            Option.of(
                    "compress",
                    "lz4",
                    "none, lz4, lz4hc, zstd (with `com.github.luben:zstd-jni`), or gzip (HTTP only)",
                    (b, n, v) -> b.compression = new Compression(
                            OptionWords.compression(n, v), b.compression.level(), b.compression.maximumBufferBytes()),
                    "compression"),
            Option.of(
                    "compress_level",
                    "the method's",
                    "0 is the method's default",
                    (b, n, v) -> b.compression = new Compression(
                            b.compression.method(), integer(n, v, 0, 22), b.compression.maximumBufferBytes())),
            Option.of(
                    "max_compression_buffer",
                    "1MiB",
                    "bytes of one compressed frame",
                    (b, n, v) -> b.compression = new Compression(
                            b.compression.method(), b.compression.level(), (int) bytes(n, v, 4096, 256 << 20))),
            Option.of(
                    "dial_timeout",
                    "5s",
                    "name look-up and TCP connect",
                    (b, n, v) -> b.timeouts = b.timeouts.withDial(duration(n, v)),
                    "connect_timeout"),
            Option.of(
                    "handshake_timeout",
                    "30s",
                    "exchange of Hello",
                    (b, n, v) -> b.timeouts = b.timeouts.withHandshake(duration(n, v))),
            Option.of(
                    "read_timeout",
                    "5m",
                    "silence of the server while awaited",
                    (b, n, v) -> b.timeouts = b.timeouts.withRead(duration(n, v))),
            Option.of(
                    "write_timeout",
                    "1m",
                    "a socket that takes no bytes",
                    (b, n, v) -> b.timeouts = b.timeouts.withWrite(duration(n, v))),
            Option.of(
                    "query_timeout",
                    "none",
                    "an operation as a whole; 0s is none",
                    (b, n, v) -> b.queryTimeout(duration(n, v))),
            Option.of(
                    "cancel_grace",
                    "2s",
                    "draining a cancelled query",
                    (b, n, v) -> b.timeouts = b.timeouts.withCancelGrace(duration(n, v))),
            Option.of(
                    "close_grace", "30s", "operations under way at close", (b, n, v) -> b.closeGrace(duration(n, v))));

    private ServerOptionNames() {}
}
