package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerOptions;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.query.Summary;
import io.peristyle.query.TraceContext;
import io.peristyle.testkit.Transport;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The server's own spans are attached to the trace of a statement. */
final class TraceIT {
    private static ClickHouseServer server;
    private static long traces;

    @BeforeAll
    static void startServer() {
        server = ClickHouseServer.start(ServerOptions.builder(ServerVersion.MODERN)
                .serverSetting("opentelemetry_span_log", "")
                .build());
        server.http("CREATE TABLE traced (n Int64) ENGINE = Memory");
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @Test
    void ofAQuery() {
        for (Transport transport : Transport.values()) {
            TraceContext trace = newTrace();
            try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
                assertThat(db.query("SELECT 1")
                                .trace(trace)
                                .value(Integer.class)
                                .join())
                        .isEqualTo(1);
            }
            assertTraced(trace, "SELECT 1%");
        }
    }

    @Test
    void ofAnInsert() {
        for (Transport transport : Transport.values()) {
            TraceContext trace = newTrace();
            try (ClickHouse db = ClickHouse.connect(transport.url(server))) {
                db.insert("traced")
                        .trace(trace)
                        .columns(Map.of("n", new long[] {1, 2, 3}))
                        .join();
            }
            assertTraced(trace, "INSERT INTO traced%");
        }
    }

    @Test
    void ofAnInsertOfBytes() {
        TraceContext trace = newTrace();
        try (ClickHouse db = ClickHouse.connect(Transport.HTTP.url(server))) {
            CompletableFuture<Summary> inserted;
            try (SubmissionPublisher<ByteBuffer> publisher = new SubmissionPublisher<>()) {
                inserted = db.insert("traced").trace(trace).format("CSV").bytes(publisher);
                publisher.submit(ByteBuffer.wrap("1\n2\n".getBytes(StandardCharsets.UTF_8)));
            }
            inserted.join();
        }
        assertTraced(trace, "INSERT INTO traced%");
    }

    private static TraceContext newTrace() {
        return new TraceContext(0x0af7651916cd43ddL, ++traces, 0xb7ad6b7169203331L, "", (byte) 1);
    }

    private static void assertTraced(TraceContext trace, String statement) {
        server.http("SYSTEM FLUSH LOGS");
        String id = String.format("%016x%016x", trace.traceIdHigh(), trace.traceIdLow());
        assertThat(server.http("SELECT countIf(attribute['db.statement'] LIKE '" + statement
                                + "') > 0, countIf(parent_span_id = " + Long.toUnsignedString(trace.spanId()) + ") > 0"
                                + " FROM system.opentelemetry_span_log WHERE replaceAll(toString(trace_id), '-', '') = '"
                                + id + "'")
                        .strip())
                .as("the statement is traced, below the caller's span")
                .isEqualTo("1\t1");
    }
}
