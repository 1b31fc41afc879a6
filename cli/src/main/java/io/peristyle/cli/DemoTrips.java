package io.peristyle.cli;

import io.peristyle.cli.input.RowPublisher;
import io.peristyle.cli.input.RowReader;
import io.peristyle.cli.input.TargetColumn;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Made-up taxi trips, the same ones each time. */
final class DemoTrips implements RowReader {
    private static final List<String> CITIES = List.of("Oslo", "Bergen", "Trondheim", "Stavanger", "Tromsø");
    private static final long FIRST_SECOND = 1_700_000_000L;
    private static final int BYTES_PER_ROW = 24;

    private final int rows;
    private int made;

    private DemoTrips(int rows) {
        this.rows = rows;
    }

    static Flow.Publisher<List<@Nullable Object>> publisher(int rows, Executor executor, LongConsumer progress) {
        return new RowPublisher(new DemoTrips(rows), executor, progress);
    }

    @Override
    public List<TargetColumn> columns() {
        return List.of();
    }

    @Override
    public @Nullable List<@Nullable Object> next() {
        if (made == rows) {
            return null;
        }
        int id = made++;
        return Arrays.asList(
                (long) id,
                CITIES.get(id * 7 % CITIES.size()),
                Instant.ofEpochSecond(FIRST_SECOND + id),
                id % 10 == 0 ? null : 5 + id % 997 / 10.0);
    }

    @Override
    public long bytesRead() {
        return (long) made * BYTES_PER_ROW;
    }
}
