package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inserts whose rows never end, over HTTP, which the server refuses: nobody waits for their end. */
@OnEveryServer
final class HttpEarlyRefusalIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClickHouse db;
    private volatile boolean over;

    HttpEarlyRefusalIT(ClickHouseServer server) {
        db = ClickHouse.connect(Transport.HTTP.url(server)
                + "?retries=0&setting.min_insert_block_size_rows=1000&setting.min_insert_block_size_bytes=0");
    }

    @BeforeEach
    void create() {
        db.query("DROP TABLE IF EXISTS early").execute().join();
        db.query("DROP TABLE IF EXISTS early_view").execute().join();
        db.query("CREATE TABLE early (a UInt64) ENGINE = Null").execute().join();
        db.query("CREATE MATERIALIZED VIEW early_view ENGINE = Memory AS SELECT throwIf(a = 100000) AS b FROM early")
                .execute()
                .join();
    }

    @AfterEach
    void drop() {
        over = true;
        db.query("DROP TABLE early_view").execute().join();
        db.query("DROP TABLE early").execute().join();
        db.close();
    }

    @Test
    void failEarlyWhoseRowsArePublished() {
        List<Block> blocks = new ArrayList<>();
        db.query("SELECT toUInt64(100000) AS a FROM numbers(20000)")
                .forEachBlock(blocks::add)
                .join();

        fails(publishing(
                () -> blocks.get(0), rows -> db.insert("early").columns("a").fromBlocks(rows)));
    }

    @Test
    void failEarlyWhoseRowsAreBytes() {
        byte[] rows = "100000\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);

        fails(publishing(
                () -> ByteBuffer.wrap(rows),
                bytes -> db.insert("early").format("CSV").bytes(bytes)));
    }

    private void fails(CompletableFuture<?> insert) {
        assertThat(insert)
                .failsWithin(PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOfSatisfying(
                        ServerException.class,
                        failure -> assertThat(failure.code()).isEqualTo(395));
        assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
    }

    private <T, R> CompletableFuture<R> publishing(
            Supplier<T> item, Function<Flow.Publisher<T>, CompletableFuture<R>> insert) {
        SubmissionPublisher<T> publisher = new SubmissionPublisher<>();
        CompletableFuture<R> result = insert.apply(publisher);
        Thread giver = new Thread(() -> {
            while (!over && !result.isDone()) {
                publisher.submit(item.get());
            }
            publisher.close();
        });
        giver.setDaemon(true);
        giver.start();
        return result;
    }
}
