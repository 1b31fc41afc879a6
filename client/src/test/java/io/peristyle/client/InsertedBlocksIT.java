package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.DataException;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which blocks inserts are sent in. */
@OnEveryServer
@OverEveryTransport
final class InsertedBlocksIT {
    private final ClickHouseServer server;
    private final Transport transport;
    private ClickHouse db;

    InsertedBlocksIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    @BeforeEach
    void createTable() {
        db = ClickHouse.connect(transport.url(server));
        server.http("DROP TABLE IF EXISTS inserted_blocks");
        server.http(
                "CREATE TABLE inserted_blocks (id Int64, city_name String, fare Nullable(Float64)) ENGINE = Memory");
    }

    @AfterEach
    void dropTable() {
        db.close();
        server.http("DROP TABLE inserted_blocks");
    }

    record Place(long id, String city_name) {}

    record Ride(long id, Double fare) {}

    @Test
    void sendsAListAsOneBlockIfTheServerWouldWriteItAsOneAnyway() {
        int rows = 150_000;
        List<Place> places =
                LongStream.range(0, rows).mapToObj(i -> new Place(i, "n" + i)).toList();
        assertThat(insert(db, places, 1_000_000)).isEqualTo(1);
        assertThat(insert(db, places, 100_000)).as("one write would be two").isEqualTo(2);
        try (ClickHouse apart = ClickHouse.connect(transport.url(server) + "?insert_join_bytes=0")) {
            assertThat(insert(apart, places, 1_000_000)).isEqualTo(3);
        }
        assertThat(db.query(
                                "SELECT count(), uniqExact(id), sum(city_name = concat('n', toString(id))) FROM inserted_blocks")
                        .rows()
                        .join()
                        .get(0)
                        .values())
                .map(Object::toString)
                .containsExactly("450000", "150000", "450000");

        List<Ride> rides =
                LongStream.range(0, rows).mapToObj(i -> new Ride(i, i * 0.5)).toList();
        Summary summary = db.insert("inserted_blocks")
                .columns("id", "fare")
                .records(rides)
                .join();
        assertThat(summary.blocks()).as("of a Nullable, all masks come first").isEqualTo(3);
    }

    private static long insert(ClickHouse client, List<Place> places, int rowsOfAWrite) {
        return client.insert("inserted_blocks")
                .columns("id", "city_name")
                .setting("min_insert_block_size_rows", rowsOfAWrite)
                .records(places)
                .join()
                .blocks();
    }

    @Test
    void refusesABlockOfOtherColumnsThanThoseThatWereChosen() {
        List<Block> blocks = new ArrayList<>();
        db.query("SELECT toInt64(7) AS id, 'Bern' AS city_name")
                .forEachBlock(blocks::add)
                .join();
        Block block = blocks.get(0);

        assertThatThrownBy(() ->
                        db.insert("inserted_blocks").columns("id").block(block).join())
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("[id, city_name]")
                .hasMessageContaining("[id]");
        assertThat(db.insert("inserted_blocks")
                        .columns("id", "city_name")
                        .block(block)
                        .join()
                        .rows())
                .isEqualTo(1);
    }
}
