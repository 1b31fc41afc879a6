package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnServer;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Moments in a Dynamic column, whose type is taken from their zone. */
@OnServer
class DynamicMomentsIT {
    private static final Instant MOMENT = Instant.parse("2024-01-02T03:04:05.678Z");

    private final ClickHouseServer server;

    DynamicMomentsIT(ClickHouseServer server) {
        this.server = server;
    }

    @ParameterizedTest
    @CsvSource({
        "Asia/Tokyo, Asia/Tokyo",
        "Etc/GMT-2, Etc/GMT-2",
        "GMT, GMT",
        "+02:00, UTC",
        "UTC+02:00, UTC",
        "GMT+2, UTC",
        "UT, UTC",
        "SystemV/EST5EDT, UTC"
    })
    void areStoredWhateverTheZone(String zone, String ofType) {
        server.http("CREATE OR REPLACE TABLE dynamic_moments (at Dynamic) ENGINE = Memory");
        try (ClickHouse db = ClickHouse.connect("clickhouse://" + server.host() + ":" + server.tcpPort())) {
            db.insert("dynamic_moments")
                    .rows(List.of(List.of(MOMENT.atZone(ZoneId.of(zone)))))
                    .join();

            assertThat(server.http("SELECT dynamicType(at), toUnixTimestamp64Milli(at::DateTime64(3, 'UTC'))"
                            + " FROM dynamic_moments"))
                    .isEqualTo("DateTime64(6, \\'" + ofType + "\\')\t" + MOMENT.toEpochMilli() + "\n");
        }
        server.http("DROP TABLE dynamic_moments");
    }
}
