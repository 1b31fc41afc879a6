package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ClickHouseException;
import io.peristyle.testkit.Cut;
import io.peristyle.testkit.Direction;
import io.peristyle.testkit.FaultProxy;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.Transport;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers over HTTP that the network ends early, at any byte: never a success, and no row that the server did not send. */
@OnEveryServer
final class HttpCutIT {
    private static final int ROWS = 30_000;
    private static final int CUTS = 12;
    /** By so many bytes one answer may be shorter than another, since it says how long it took. */
    private static final int TIMES_IN_HEAD = 16;

    private static final String SQL = "SELECT number, toString(number) FROM numbers(" + ROWS + ")";

    private final AtomicLong seen = new AtomicLong();

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "zstd", "gzip"})
    void anAnswerThatIsCutIsAFailure(String compression, @PrivateServer ClickHouseServer server) {
        long seed = ThreadLocalRandom.current().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        long[] answer = {0, 0};
        try (FaultProxy proxy = Transport.HTTP.proxyTo(server);
                ClickHouse db = connect(proxy, compression)) {
            answer[0] = proxy.bytes(Direction.TO_CLIENT);
            assertThat(read(db)).isNull();
            answer[1] = proxy.bytes(Direction.TO_CLIENT);
            assertThat(seen).hasValue(ROWS);
        }
        for (int i = 0; i < CUTS; i++) {
            long passed = random.nextLong(answer[0], answer[1] - TIMES_IN_HEAD);
            try (FaultProxy proxy = Transport.HTTP.proxyTo(server);
                    ClickHouse db = connect(proxy, compression)) {
                proxy.cutAfter(Direction.TO_CLIENT, passed, Cut.FIN);

                assertThat(read(db))
                        .as("cut behind byte %s of %s to %s with seed %s", passed, answer[0], answer[1], seed)
                        .isInstanceOf(ClickHouseException.class);
                assertThat(seen).hasValueLessThanOrEqualTo(ROWS);
                ClientResources.awaitRest(db);
            }
        }
    }

    /** Reads all numbers, and sees that they are those that follow; returns the failure. */
    private @Nullable Throwable read(ClickHouse db) {
        seen.set(0);
        Throwable failure = catchThrowable(() -> db.query(SQL)
                .forEachBlock(block -> {
                    for (int row = 0; row < block.rows(); row++) {
                        assertThat(block.column(0).longValue(row)).isEqualTo(seen.getAndIncrement());
                        assertThat(block.column(1).stringValue(row))
                                .isEqualTo(Long.toString(block.column(0).longValue(row)));
                    }
                })
                .join());
        return failure == null ? null : failure.getCause();
    }

    /** A client with a connection that has answered once. */
    private static ClickHouse connect(FaultProxy proxy, String compression) {
        ClickHouse db = ClickHouse.connect(Transport.HTTP.url(proxy) + "?max_open_conns=1&retries=0&compress="
                + compression + "&setting.max_block_size=3000&setting.max_threads=1");
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        return db;
    }
}
