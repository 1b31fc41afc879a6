package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnServer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Columns of types that this client does not read: they spoil nothing else. */
@OnServer
class UnreadableTypesIT {
    private final ClickHouseServer server;
    private ClickHouse db;

    UnreadableTypesIT(ClickHouseServer server) {
        this.server = server;
    }

    @BeforeEach
    void connect() {
        server.http(
                "CREATE OR REPLACE TABLE unreadable (id UInt8, v AggregateFunction(quantileTDigest, UInt8)) ENGINE = Memory");
        server.http("INSERT INTO unreadable SELECT 1, quantileTDigestState(toUInt8(1))");
        db = ClickHouse.connect(server.url());
    }

    @AfterEach
    void close() {
        db.close();
        server.http("DROP TABLE unreadable");
    }

    @Test
    void doNotKeepTheOtherColumnsFromBeingWritten() {
        db.insert("unreadable").columns("id").rows(List.of(List.of(2))).join();

        assertThat(db.query("SELECT toString(groupArray(id)) FROM (SELECT id FROM unreadable ORDER BY id)")
                        .value(String.class)
                        .join())
                .isEqualTo("[1,2]");
    }
}
