package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.codec.RandomColumns;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.revision.Revision;
import io.peristyle.testkit.OnServer;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each revision from the oldest to the newest, with a block of many types on its way to the server and back. */
@OnServer
class RevisionsIT {
    private static final CodecRegistry CODECS = new CodecRegistry(ZoneId.of("UTC"));
    private static final int ROWS = 7;
    private static final List<String> TYPES = List.of(
            "Int64",
            "String",
            "LowCardinality(String)",
            "Array(LowCardinality(Nullable(String)))",
            "Nullable(Int32)",
            "Tuple(Int8, String)",
            "Tuple(a UUID, b Array(Decimal(38, 3)))",
            "Map(String, DateTime64(3, 'Asia/Tokyo'))",
            "DateTime('UTC')",
            "Bool",
            "IPv6",
            "FixedString(4)",
            "Enum8('a' = 1, 'b' = 2)",
            "Float64",
            "Decimal(76, 5)");

    private final ClickHouseServer server;

    RevisionsIT(ClickHouseServer server) {
        this.server = server;
    }

    static IntStream revisions() {
        return IntStream.rangeClosed(Revision.OLDEST, Revision.NEWEST);
    }

    @ParameterizedTest
    @MethodSource("revisions")
    void carriesABlockBothWays(int revision) {
        server.http("DROP TABLE IF EXISTS revisions");
        server.http("CREATE TABLE revisions (" + structure() + ") ENGINE = Memory");
        Block block = block(revision);
        try (TestClient client = new TestClient(ConnectionOptions.DEFAULT, revision)) {
            Connection connection = client.connect(server);
            assertThat(connection.server().negotiatedRevision()).isEqualTo(revision);
            for (QueryOptions options : List.of(TestClient.PLAIN, TestClient.COMPRESSED)) {
                RecordingSink inserted = new RecordingSink();
                connection.insert(
                        new InsertRequest("INSERT INTO revisions VALUES", options),
                        new OneBlock(block),
                        inserted,
                        Deadline.NONE);
                assertThat(inserted.await().rows()).isEqualTo(ROWS);
                RecordingSink read = TestClient.run(
                        connection, new QueryRequest("SELECT * FROM revisions", List.of(), options, true));
                read.await();
                read.blocks.forEach(same -> assertSame(same, block));
                assertThat(connection.isUsable()).isTrue();
            }
        }
        assertThat(server.http("SELECT count() FROM revisions").strip()).isEqualTo("" + 2 * ROWS);
        assertThat(server.http("SELECT DISTINCT * FROM revisions")).hasLineCount(ROWS);
    }

    private static String structure() {
        List<String> columns = new ArrayList<>();
        for (int i = 0; i < TYPES.size(); i++) {
            columns.add("c" + i + " " + TYPES.get(i));
        }
        return String.join(", ", columns);
    }

    private static Block block(int seed) {
        RandomColumns random = new RandomColumns(seed);
        List<String> names = new ArrayList<>();
        List<Column> columns = new ArrayList<>();
        for (String type : TYPES) {
            names.add("c" + names.size());
            columns.add(random.column(CODECS, ClickHouseType.parse(type), ROWS));
        }
        return new Block(ROWS, names, columns);
    }

    private static void assertSame(Block actual, Block expected) {
        assertThat(actual.rows()).isEqualTo(expected.rows());
        assertThat(actual.types()).isEqualTo(expected.types());
        for (int i = 0; i < expected.columns().size(); i++) {
            for (int row = 0; row < ROWS; row++) {
                assertThat(actual.column(i).value(row))
                        .as("row %s of %s", row, TYPES.get(i))
                        .isEqualTo(expected.column(i).value(row));
            }
        }
    }

    /** The rows of an insert that are one block. */
    private static final class OneBlock implements BlockSource {
        private @Nullable Block block;

        OneBlock(Block block) {
            this.block = block;
        }

        @Override
        public void accept(Block header) {}

        @Override
        public CompletionStage<@Nullable BlockRange> next() {
            Block given = block;
            block = null;
            return CompletableFuture.completedFuture(given == null ? null : BlockRange.all(given));
        }

        @Override
        public void cancel() {}
    }
}
