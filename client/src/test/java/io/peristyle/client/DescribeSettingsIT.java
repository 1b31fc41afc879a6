package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.query.TableColumn;
import io.peristyle.testkit.OnServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Users whose DESCRIBE tells more than a table's columns. */
@OnServer
final class DescribeSettingsIT {
    private final ClickHouse db;

    DescribeSettingsIT(ClickHouseServer server) {
        db = ClickHouse.connect(
                server.url() + "?setting.describe_include_subcolumns=1&setting.describe_include_virtual_columns=1");
    }

    @BeforeEach
    void create() {
        db.query("DROP TABLE IF EXISTS described").execute().join();
        db.query("CREATE TABLE described (id UInt8, tags Array(String), note Nullable(String))"
                        + " ENGINE = MergeTree ORDER BY id")
                .execute()
                .join();
    }

    @AfterEach
    void drop() {
        db.query("DROP TABLE described").execute().join();
        db.close();
    }

    @Test
    void areToldTheTablesColumnsAndInsertIntoThem() {
        assertThat(db.columns("described").join()).extracting(TableColumn::name).containsExactly("id", "tags", "note");

        db.insert("described").rows(List.of(List.of(1, List.of("a"), "x"))).join();

        assertThat(db.query("SELECT note FROM described").value(String.class).join())
                .isEqualTo("x");
    }
}
