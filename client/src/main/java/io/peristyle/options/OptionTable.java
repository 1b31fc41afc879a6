package io.peristyle.options;

import static io.peristyle.options.OptionText.bytes;
import static io.peristyle.options.OptionText.choice;
import static io.peristyle.options.OptionText.duration;
import static io.peristyle.options.OptionText.integer;

import io.peristyle.error.ConfigurationException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every option that has a name: for URLs, properties and the environment, and for the documentation's table. */
final class OptionTable {
    private static final int ANY = Integer.MAX_VALUE;
    private static final String SETTING = "setting.";

    /** In the order of the documentation. */
    static final List<Option> OPTIONS = List.of(
            new Option(
                    "endpoints",
                    "localhost:9000",
                    "servers, separated by commas",
                    List.of("hosts"),
                    (b, n, v) -> b.endpoints(OptionText.endpoints(v))),
            new Option(
                    "host",
                    "localhost",
                    "one server's name or address",
                    List.of(),
                    (b, n, v) -> b.endpoint(v, b.endpoints().get(0).port())),
            new Option(
                    "port",
                    "9000",
                    "one server's port",
                    List.of(),
                    (b, n, v) -> b.endpoint(b.endpoints().get(0).host(), integer(n, v, 1, 65_535))),
            new Option(
                    "database",
                    "the user's",
                    "database of names without one",
                    List.of("db"),
                    (b, n, v) -> b.database(v)),
            new Option("username", "default", "who connects", List.of("user"), (b, n, v) -> b.username(v)),
            new Option("password", "none", "the user's password", List.of(), (b, n, v) -> b.password(v)),
            new Option(
                    "client_name",
                    "peristyle-asynchronous-clickhouse-client",
                    "shown in system.query_log",
                    List.of(),
                    (b, n, v) -> b.clientName(v)),
            new Option("quota_key", "none", "key of the server's quotas", List.of(), (b, n, v) -> b.quotaKey(v)),
            new Option(
                    "compress",
                    "lz4",
                    "none, lz4, lz4hc or zstd",
                    List.of("compression"),
                    (b, n, v) -> b.compression(choice(n, v, Compression.Method.class))),
            new Option(
                    "compress_level",
                    "the method's",
                    "0 is the method's default",
                    List.of(),
                    (b, n, v) -> b.compression(new Compression(
                            b.compression().method(),
                            integer(n, v, 0, 22),
                            b.compression().maximumBufferBytes()))),
            new Option(
                    "max_compression_buffer",
                    "1MiB",
                    "bytes of one compressed frame",
                    List.of(),
                    (b, n, v) -> b.compression(new Compression(
                            b.compression().method(), b.compression().level(), (int) bytes(n, v, 4096, 256 << 20)))),
            new Option(
                    "dial_timeout",
                    "5s",
                    "name look-up and TCP connect",
                    List.of("connect_timeout"),
                    (b, n, v) -> b.timeouts(b.timeouts().withDial(duration(n, v)))),
            new Option(
                    "handshake_timeout",
                    "30s",
                    "exchange of Hello",
                    List.of(),
                    (b, n, v) -> b.timeouts(b.timeouts().withHandshake(duration(n, v)))),
            new Option(
                    "read_timeout",
                    "5m",
                    "silence of the server while awaited",
                    List.of(),
                    (b, n, v) -> b.timeouts(b.timeouts().withRead(duration(n, v)))),
            new Option(
                    "write_timeout",
                    "1m",
                    "a socket that takes no bytes",
                    List.of(),
                    (b, n, v) -> b.timeouts(b.timeouts().withWrite(duration(n, v)))),
            new Option(
                    "query_timeout",
                    "none",
                    "an operation as a whole",
                    List.of(),
                    (b, n, v) -> b.queryTimeout(duration(n, v))),
            new Option(
                    "cancel_grace",
                    "2s",
                    "draining a cancelled query",
                    List.of(),
                    (b, n, v) -> b.timeouts(b.timeouts().withCancelGrace(duration(n, v)))),
            new Option(
                    "close_grace",
                    "30s",
                    "operations under way at close",
                    List.of(),
                    (b, n, v) -> b.closeGrace(duration(n, v))),
            new Option(
                    "max_open_conns",
                    "10",
                    "connections at most",
                    List.of("max_open_connections", "maxsize", "pool_size", "pool_max"),
                    (b, n, v) -> b.pool(b.pool().withMaximumSize(integer(n, v, 1, ANY)))),
            new Option(
                    "min_idle",
                    "0",
                    "connections kept ready",
                    List.of("minsize", "pool_min"),
                    (b, n, v) -> b.pool(b.pool().withMinimumIdle(integer(n, v, 0, ANY)))),
            new Option(
                    "max_pending",
                    "1000",
                    "callers waiting at once",
                    List.of(),
                    (b, n, v) -> b.pool(b.pool().withMaximumPending(integer(n, v, 0, ANY)))),
            new Option(
                    "acquire_timeout",
                    "10s",
                    "wait for a connection",
                    List.of(),
                    (b, n, v) -> b.pool(b.pool().withAcquireTimeout(duration(n, v)))),
            new Option(
                    "conn_max_idle_time",
                    "5m",
                    "idle connections are closed after",
                    List.of(),
                    (b, n, v) -> b.pool(b.pool().withMaximumIdleTime(duration(n, v)))),
            new Option(
                    "conn_max_lifetime",
                    "1h",
                    "age limit, less up to 10 %",
                    List.of(),
                    (b, n, v) -> b.pool(b.pool().withMaximumLifetime(duration(n, v)))),
            new Option(
                    "validate_after_idle",
                    "30s",
                    "ping before lending after",
                    List.of(),
                    (b, n, v) -> b.pool(b.pool().withValidateAfterIdle(duration(n, v)))),
            new Option(
                    "block_buffer_size",
                    "2",
                    "blocks decoded ahead",
                    List.of(),
                    (b, n, v) -> b.blockBufferSize(integer(n, v, 1, 1024))),
            new Option(
                    "insert_block_size",
                    "65409",
                    "rows of an insert's block",
                    List.of(),
                    (b, n, v) -> b.insert(
                            new InsertOptions(integer(n, v, 1, ANY), b.insert().maximumBlockBytes()))),
            new Option(
                    "insert_block_bytes",
                    "8MiB",
                    "bytes of an insert's block",
                    List.of(),
                    (b, n, v) -> b.insert(new InsertOptions(b.insert().maximumBlockRows(), bytes(n, v, 1, 1L << 30)))),
            new Option(
                    "event_loop_threads",
                    "cores",
                    "threads for network I/O",
                    List.of(),
                    (b, n, v) -> b.threads(b.threads().withEventLoopThreads(integer(n, v, 1, 1024)))),
            new Option(
                    "callback_threads",
                    "64",
                    "ceiling of callback threads",
                    List.of(),
                    (b, n, v) -> b.threads(b.threads().withCallbackThreads(integer(n, v, 1, 10_000)))),
            new Option(
                    "transport",
                    "auto",
                    "auto, epoll or nio",
                    List.of(),
                    (b, n, v) -> b.threads(b.threads().withTransport(choice(n, v, ThreadOptions.Transport.class)))),
            new Option(
                    "max_string_bytes",
                    "256MiB",
                    "one string value",
                    List.of(),
                    (b, n, v) -> b.limits(b.limits().withMaximumStringBytes((int) bytes(n, v, 1, ANY)))),
            new Option(
                    "max_block_bytes",
                    "1GiB",
                    "one block in memory",
                    List.of(),
                    (b, n, v) -> b.limits(b.limits().withMaximumBlockBytes(bytes(n, v, 1, Long.MAX_VALUE)))),
            new Option(
                    "max_frame_bytes",
                    "256MiB",
                    "one compressed frame",
                    List.of(),
                    (b, n, v) -> b.limits(b.limits().withMaximumFrameBytes((int) bytes(n, v, 1, ANY)))),
            new Option(
                    "max_block_rows",
                    "16000000",
                    "rows of one block",
                    List.of(),
                    (b, n, v) -> b.limits(b.limits().withMaximumBlockRows(integer(n, v, 1, ANY)))),
            new Option(
                    "max_columns",
                    "10000",
                    "columns of one block",
                    List.of(),
                    (b, n, v) -> b.limits(b.limits().withMaximumColumns(integer(n, v, 1, ANY)))),
            new Option(
                    "max_exception_depth",
                    "16",
                    "errors nested in one another",
                    List.of(),
                    (b, n, v) -> b.limits(b.limits().withMaximumExceptionDepth(integer(n, v, 1, 1000)))));

    private static final Map<String, Option> BY_NAME = byName();

    private OptionTable() {}

    static void apply(String name, String value, ClientOptionsBuilder builder) {
        for (String prefix : List.of(SETTING, "clickhouse_setting_")) {
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                builder.setting(name.substring(prefix.length()), value);
                return;
            }
        }
        Option option = BY_NAME.get(name);
        if (option == null) {
            throw new ConfigurationException("there is no option " + name + "; "
                    + NearestName.hint(name, new ArrayList<>(BY_NAME.keySet()))
                    + "a server setting is written " + SETTING + name);
        }
        option.setter().set(builder, option.name(), value);
    }

    static boolean contains(String name) {
        return BY_NAME.containsKey(name);
    }

    private static Map<String, Option> byName() {
        Map<String, Option> byName = new HashMap<>();
        for (Option option : OPTIONS) {
            List<String> names = new ArrayList<>(option.aliases());
            names.add(option.name());
            for (String name : names) {
                if (byName.put(name, option) != null) {
                    throw new IllegalStateException("the option name " + name + " is taken twice");
                }
            }
        }
        return Map.copyOf(byName);
    }

    /**
     * One option.
     *
     * @param name its canonical name
     * @param defaultText its default, for people
     * @param meaning what it is, for people
     * @param aliases other names that are taken for it
     * @param setter puts a value from text into a builder
     */
    record Option(String name, String defaultText, String meaning, List<String> aliases, Setter setter) {}

    /** Puts the value of the option {@code name} from text into a builder. */
    @FunctionalInterface
    interface Setter {
        void set(ClientOptionsBuilder builder, String name, String value);
    }
}
