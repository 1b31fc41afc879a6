package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.Row;
import io.peristyle.testkit.OnServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** JSON with typed paths among the values of a Dynamic, whose type a server may send with its paths in any order. */
@OnServer
class DynamicJsonIT {
    private static final String VALUE = "'{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6}'"
            + "::JSON(a Int64, b Int64, c Int64, d Int64, e Int64, f Int64)";

    private final ClickHouseServer server;

    DynamicJsonIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEach
    void create() {
        server.http("CREATE TABLE dynamic_json (v Dynamic) ENGINE = Memory");
    }

    @AfterEach
    void drop() {
        server.http("DROP TABLE dynamic_json");
    }

    @Test
    void keepsTheValuesOfItsPathsWhenItIsInsertedAgain() {
        try (ClickHouse db = ClickHouse.connect(server.url())) {
            List<Row> read = db.query("SELECT " + VALUE + "::Dynamic(max_types=0) AS v")
                    .rows()
                    .join();
            db.insert("dynamic_json").records(read).join();

            assertThat(server.http("SELECT v FROM dynamic_json"))
                    .contains("\"a\":1", "\"b\":2", "\"c\":3", "\"d\":4", "\"e\":5", "\"f\":6");
        }
    }
}
