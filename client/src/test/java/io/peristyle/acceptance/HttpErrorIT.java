package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.Transport;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Errors in the middle of answers over HTTP: no row that the server did not send, and the server's own words. */
@OnEveryServer
final class HttpErrorIT {
    private static final int THROW_IF = 395;

    private final ClickHouseServer server;

    HttpErrorIT(ClickHouseServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100, none",
        "0, 100, lz4",
        "1, 1, none",
        "1, 1, lz4",
        "1, 1, gzip",
        "99, 10, none",
        "99, 10, lz4",
        "5000, 7, none",
        "5000, 7, lz4",
        "70000, 8192, none",
        "70000, 8192, zstd",
        "70000, 8192, gzip",
        "300000, 20000, none",
        "300000, 20000, lz4",
        "999999, 65409, none",
        "999999, 65409, lz4",
        "999999, 65409, zstd",
        "999999, 65409, gzip"
    })
    void inTheMiddleOfAStreamEndItWithTheServersWords(long failing, int blockRows, String compression) {
        AtomicLong next = new AtomicLong();
        try (ClickHouse db = connect(compression)) {
            Throwable failure = catchThrowable(() -> db.query("SELECT number, toString(number) AS text,"
                            + " throwIf(number = " + failing + ") FROM numbers(2000000)")
                    .setting("max_block_size", blockRows)
                    .setting("max_threads", 1)
                    .forEachBlock(block -> {
                        for (int row = 0; row < block.rows(); row++) {
                            assertThat(block.column(0).longValue(row)).isEqualTo(next.getAndIncrement());
                            assertThat(block.column(1).stringValue(row))
                                    .isEqualTo(Long.toString(block.column(0).longValue(row)));
                        }
                    })
                    .join());

            ServerException error = serverError(failure);
            assertThat(error.code()).isEqualTo(THROW_IF);
            assertThat(error.codeName()).isEqualTo("FUNCTION_THROW_IF_VALUE_IS_NON_ZERO");
            assertThat(error.serverMessage()).startsWith("Value passed to 'throwIf' function is non");
            assertThat(next).hasValueLessThanOrEqualTo(failing);
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "zstd", "gzip"})
    void inTheMiddleOfAListFailTheList(String compression) {
        try (ClickHouse db = connect(compression)) {
            Throwable failure =
                    catchThrowable(() -> db.query("SELECT number, throwIf(number = 90000) FROM numbers(100000)")
                            .rows()
                            .join());

            assertThat(serverError(failure).code()).isEqualTo(THROW_IF);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "zstd", "gzip"})
    void areNotSeenInDataThatLookLikeThem(String compression) {
        String text = "\r\n__exception__\r\nabcdefghijklmnop\r\nCode: 395, e.displayText() = DB::Exception: no\n";
        try (ClickHouse db = connect(compression)) {
            AtomicLong rows = new AtomicLong();
            db.query("SELECT {text:String} AS `Code: 1, e.displayText() = DB::Exception: x`, number"
                            + " FROM numbers(30000)")
                    .param("text", text)
                    .forEachBlock(block -> {
                        for (int row = 0; row < block.rows(); row++) {
                            assertThat(block.column(0).stringValue(row)).isEqualTo(text);
                        }
                        rows.addAndGet(block.rows());
                    })
                    .join();

            assertThat(rows).hasValue(30_000);
        }
    }

    private static ServerException serverError(Throwable failure) {
        assertThat(failure).hasCauseInstanceOf(ServerException.class);
        return (ServerException) Objects.requireNonNull(failure.getCause());
    }

    private ClickHouse connect(String compression) {
        return ClickHouse.connect(Transport.HTTP.url(server) + "?compress=" + compression);
    }
}
