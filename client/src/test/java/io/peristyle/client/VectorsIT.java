package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnServer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vectors of a QBit column as a server stores them, and as it sends them back. */
@OnServer
class VectorsIT {
    private static final int ROWS = 1_000;
    private static final int DIMENSION = 48;

    private final ClickHouseServer server;

    VectorsIT(ClickHouseServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "QBit(Int8, 48)",
                "QBit(Int8, 48, 8)",
                "QBit(BFloat16, 48, 24)",
                "QBit(Float32, 48, 16)",
                "QBit(Float64, 48, 8)"
            })
    void areTheSameNumbersOnTheServerAndBack(String type) {
        server.http("CREATE TABLE vectors (id UInt32, v " + type + ") ENGINE = Memory");
        try (ClickHouse db = ClickHouse.connect(server.url())) {
            List<Vector> sent = IntStream.range(0, ROWS)
                    .mapToObj(id -> new Vector(id, vector(id)))
                    .toList();
            db.insert("vectors").records(sent).join();

            assertThat(server.http("SELECT countIf(v::Array(Float64) = arrayMap(i -> (id + i) % 100 - 50, range(48)))"
                                    + " FROM vectors")
                            .strip())
                    .isEqualTo(Integer.toString(ROWS));
            assertThat(db.query("SELECT id, v FROM vectors ORDER BY id")
                            .list(Vector.class)
                            .join())
                    .usingRecursiveComparison()
                    .isEqualTo(sent);
        } finally {
            server.http("DROP TABLE vectors");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"QBit(Int8, 3)", "QBit(Float32, 16, 8)", "QBit(Float64, 2)"})
    void areReadWhereTheyBringTheirTypeAlong(String type) {
        int dimension = Integer.parseInt(type.replaceAll(".*?, (\\d+).*", "$1"));
        try (ClickHouse db = ClickHouse.connect(server.url())) {
            List<String> read = db
                    .query("SELECT CAST(range(" + dimension + "), '" + type
                            + "')::Dynamic(max_types=0) AS v FROM numbers(3)")
                    .rows()
                    .join()
                    .stream()
                    .map(row -> String.valueOf(row.value("v")).replace(".0", ""))
                    .toList();

            assertThat(read)
                    .hasSize(3)
                    .containsOnly(IntStream.range(0, dimension).boxed().toList().toString());
        }
    }

    private static float[] vector(int id) {
        float[] vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (id + i) % 100 - 50;
        }
        return vector;
    }

    @SuppressWarnings("ArrayRecordComponent") // Compared field by field.
    private record Vector(int id, float[] v) {}
}
