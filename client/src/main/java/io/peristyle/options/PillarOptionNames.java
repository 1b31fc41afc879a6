package io.peristyle.options;

import java.util.List;

/** Names of Pillar's that mean a little more, or have another unit, than the options of this client behind them. */
final class PillarOptionNames {
    private static final int LARGEST_POOL = 1_000_000;

    static final List<Option> OPTIONS = List.of(
            Option.of(
                    "pool_size",
                    "10",
                    "`max_open_conns`, with a `max_overflow` of 30 % unless that is given",
                    PillarOptionNames::poolSize),
            Option.of(
                    "pool_timeout",
                    "10s",
                    "`acquire_timeout`; a number without a unit is milliseconds",
                    (b, n, v) -> b.acquireTimeout(OptionText.durationInMillis(n, v))),
            Option.of(
                    "timeout",
                    "none",
                    "`query_timeout`; a number without a unit is milliseconds",
                    (b, n, v) -> b.queryTimeout(OptionText.durationInMillis(n, v))));

    private PillarOptionNames() {}

    private static void poolSize(ClientOptionsBuilder builder, String name, String text) {
        int connections = OptionText.integer(name, text, 1, LARGEST_POOL);
        PoolSize size = builder.pool.size().withMaximum(connections);
        int overflow = builder.overflowIsGiven ? size.maximumOverflow() : (connections * 3 + 9) / 10;
        builder.pool = builder.pool.withSize(size.withMaximumOverflow(overflow));
    }
}
