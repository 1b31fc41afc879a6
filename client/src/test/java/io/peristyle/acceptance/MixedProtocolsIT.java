package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One client of servers of which some speak the native protocol and others HTTP. */
@OnEveryServer
final class MixedProtocolsIT {
    private static final int STATEMENTS = 20;

    private ClickHouse db;
    private Endpoint tcp;
    private Endpoint http;

    @BeforeEach
    void connect(ClickHouseServer server) {
        tcp = new Endpoint(server.host(), server.tcpPort());
        http = new Endpoint(server.host(), server.httpPort());
        String options = "/system?load_balancing=round_robin";
        db = ClickHouse.connect(ClickHouse.builder()
                .urls(List.of("clickhouse://" + tcp + options, "http://" + http + options))
                .build());
    }

    @AfterEach
    void close() {
        db.close(Duration.ofSeconds(10)).join();
    }

    @Test
    void bothTakeTheirShareOfQueriesAndInserts(ClickHouseServer server) {
        server.http("DROP TABLE IF EXISTS default.mixed_protocols");
        server.http("CREATE TABLE default.mixed_protocols (id Int64, name String) ENGINE = MergeTree ORDER BY id");
        Map<Endpoint, Integer> queries = new HashMap<>();
        Set<Endpoint> inserts = new HashSet<>();
        for (long i = 0; i < STATEMENTS; i++) {
            Summary inserted = db.insert("default.mixed_protocols")
                    .maps(List.of(Map.of("id", i, "name", "n" + i)))
                    .join();
            inserts.add(inserted.endpoint());
        }
        for (long i = 0; i < STATEMENTS; i++) {
            long id = i;
            long[] seen = new long[1];
            Summary asked = db.query("SELECT id FROM default.mixed_protocols WHERE name = {name:String}")
                    .param("name", "n" + id)
                    .forEachBlock(block -> seen[0] = block.longs(0)[0])
                    .join();
            queries.merge(asked.endpoint(), 1, Integer::sum);
            assertThat(seen[0]).isEqualTo(id);
        }
        assertThat(inserts).containsExactlyInAnyOrder(tcp, http);
        assertThat(queries.keySet()).containsExactlyInAnyOrder(tcp, http);
        server.http("DROP TABLE default.mixed_protocols");
    }

    @Test
    void rawFormatsNeedHttpEverywhere() {
        try (SubmissionPublisher<ByteBuffer> bytes = new SubmissionPublisher<>()) {
            assertThatThrownBy(() ->
                            db.insert("anywhere").format("CSV").bytes(bytes).join())
                    .hasCauseInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("http://");
        }
    }
}
