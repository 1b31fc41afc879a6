package io.peristyle.options;

import static io.peristyle.options.OptionText.bytes;
import static io.peristyle.options.OptionText.choice;
import static io.peristyle.options.OptionText.integer;

import java.util.List;

/** The names of what is said of blocks on their way, of threads, and of what a server may send. */
final class TransferOptionNames {
    private static final int ANY = Integer.MAX_VALUE;

    static final List<Option> OPTIONS = List.of(
            Option.of(
                    "block_buffer_size",
                    "2",
                    "blocks decoded ahead",
                    (b, n, v) -> b.blockBufferSize = integer(n, v, 1, 1024)),
            Option.of(
                    "insert_block_size",
                    "65409",
                    "rows of an insert's block",
                    (b, n, v) -> b.insert = b.insert.withMaximumBlockRows(integer(n, v, 1, ANY))),
            Option.of(
                    "insert_block_bytes",
                    "8MiB",
                    "bytes of an insert's block",
                    (b, n, v) -> b.insert = b.insert.withMaximumBlockBytes(bytes(n, v, 1, 1L << 30))),
            Option.of(
                    "insert_join_bytes",
                    "64MiB",
                    "bytes of blocks sent as one if all are there",
                    (b, n, v) -> b.insert = b.insert.withJoinedBytes(bytes(n, v, 0, 1L << 30))),
            Option.of(
                    "background_connections",
                    "half of max_open_conns",
                    "inserts sent in the background at once",
                    background((limits, n, v) -> limits.withMaximumAtOnce(integer(n, v, 1, ANY)))),
            Option.of(
                    "background_inserts",
                    "10000",
                    "inserts in the background, those that wait included",
                    background((limits, n, v) -> limits.withMaximumInserts(integer(n, v, 1, ANY)))),
            Option.of(
                    "background_insert_bytes",
                    "64MiB",
                    "bytes of their values together, about",
                    background((limits, n, v) -> limits.withMaximumBytes(bytes(n, v, 1, Long.MAX_VALUE)))),
            Option.of(
                    "event_loop_threads",
                    "cores",
                    "threads for network I/O",
                    (b, n, v) -> b.threads = b.threads.withEventLoopThreads(integer(n, v, 1, 1024))),
            Option.of(
                    "callback_threads",
                    "64",
                    "ceiling of callback threads",
                    (b, n, v) -> b.threads = b.threads.withCallbackThreads(integer(n, v, 1, 10_000))),
            Option.of(
                    "transport",
                    "auto",
                    "auto, epoll or nio",
                    (b, n, v) -> b.threads = b.threads.withTransport(choice(n, v, ThreadOptions.Transport.class))),
            Option.of(
                    "max_string_bytes",
                    "256MiB",
                    "one string value",
                    (b, n, v) -> b.limits = b.limits.withMaximumStringBytes((int) bytes(n, v, 1, ANY))),
            Option.of(
                    "max_block_bytes",
                    "1GiB",
                    "one block in memory",
                    (b, n, v) -> b.limits = b.limits.withMaximumBlockBytes(bytes(n, v, 1, Long.MAX_VALUE))),
            Option.of(
                    "max_frame_bytes",
                    "256MiB",
                    "one compressed frame",
                    (b, n, v) -> b.limits = b.limits.withMaximumFrameBytes((int) bytes(n, v, 1, ANY))),
            Option.of(
                    "max_block_rows",
                    "16000000",
                    "rows of one block",
                    (b, n, v) -> b.limits = b.limits.withMaximumBlockRows(integer(n, v, 1, ANY))),
            Option.of(
                    "max_columns",
                    "10000",
                    "columns of one block",
                    (b, n, v) -> b.limits = b.limits.withMaximumColumns(integer(n, v, 1, ANY))),
            Option.of(
                    "max_exception_depth",
                    "16",
                    "errors nested in one another",
                    (b, n, v) -> b.limits = b.limits.withMaximumExceptionDepth(integer(n, v, 1, 1000))));

    private TransferOptionNames() {}

    private static Option.Setter background(BackgroundSetter setter) {
        return (b, n, v) -> b.insert = b.insert.withBackground(setter.set(b.insert.background(), n, v));
    }

    /** Reads the value of the option {@code name} into a copy of {@code limits}. */
    @FunctionalInterface
    private interface BackgroundSetter {
        BackgroundLimits set(BackgroundLimits limits, String name, String value);
    }
}
