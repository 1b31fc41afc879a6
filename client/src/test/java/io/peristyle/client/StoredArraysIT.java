package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.DataException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Inserts of arrays that are as the server stores them. */
@OnEveryServer
@OverEveryTransport
class StoredArraysIT {
    private final ClickHouseServer server;
    private final Transport transport;
    private ClickHouse db;

    StoredArraysIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    @BeforeEach
    void connect() {
        db = ClickHouse.connect(transport.url(server));
        server.http("DROP TABLE IF EXISTS stored_arrays");
        server.http("CREATE TABLE stored_arrays (n UInt32, at DateTime('Asia/Tokyo')) ENGINE = Memory");
    }

    @AfterEach
    void close() {
        db.close();
        server.http("DROP TABLE stored_arrays");
    }

    @Test
    void storeTheSecondsOfTimesAsTheyAre() {
        insert(new int[] {0, Integer.MAX_VALUE}, new int[] {1_700_000_000, Integer.MAX_VALUE});

        assertThat(server.http("SELECT n, toUnixTimestamp(at) FROM stored_arrays ORDER BY n"))
                .isEqualToIgnoringNewLines("0\t1700000000" + "2147483647\t2147483647");
    }

    @Test
    void refuseNegativeNumbersForWhatHasNone() {
        assertThatThrownBy(() -> insert(new int[] {1, 2, -3}, new int[] {1, 2, 3}))
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("row 2, column n of type UInt32");
        assertThatThrownBy(() -> insert(new int[] {1, 2, 3}, new int[] {1, 2, -3}))
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("column at of type DateTime('Asia/Tokyo')")
                .hasMessageContaining("seconds since 1970, none negative");

        assertThat(db.query("SELECT n FROM stored_arrays").list(Long.class).join())
                .isEqualTo(List.of());
    }

    private void insert(int[] numbers, int[] seconds) {
        db.insert("stored_arrays").columns(Map.of("n", numbers, "at", seconds)).join();
    }
}
