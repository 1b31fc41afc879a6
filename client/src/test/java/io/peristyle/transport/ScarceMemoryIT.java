package io.peristyle.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.resolver.dns.DnsServerAddressStreamProviders;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.options.ClientOptions;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.InsertTarget;
import io.peristyle.query.Parameter;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.http.HttpConnector;
import io.peristyle.transport.netty.EventLoops;
import io.peristyle.transport.tcp.TcpConnector;
import io.peristyle.type.ClickHouseType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Statements that memory ends in, at the first buffer that they need, at the second, and so on. On 18.16, since the embedded
 * 26.7 now and then dies when a client cuts its connection, as happens dozens of times here.
 */
@OnEveryServer(only = ServerVersion.LEGACY)
@OverEveryTransport
final class ScarceMemoryIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** Of more bytes than characters, so that buffers have to grow. */
    private static final String LONG = "€".repeat(3_000);

    private final ClickHouseServer server;
    private final Transport transport;
    private final ScarceMemory memory = new ScarceMemory();
    private Endpoint endpoint;
    private Connector connector;

    ScarceMemoryIT(ClickHouseServer server, Transport transport) {
        this.server = server;
        this.transport = transport;
    }

    @BeforeEach
    void createTable() {
        server.http("DROP TABLE IF EXISTS scarce_memory");
        server.http("CREATE TABLE scarce_memory (n Int32) ENGINE = Memory");
        connect("none");
    }

    @AfterEach
    void dropTable() {
        connector.close().join();
        server.http("DROP TABLE scarce_memory");
    }

    private void connect(String compression) {
        ClientOptions options = ClientOptions.parse(transport.url(server) + "?compress=" + compression);
        EventLoops loops = new EventLoops(options.threads(), DnsServerAddressStreamProviders.platformDefault(), memory);
        connector = transport == Transport.HTTP
                ? new HttpConnector(options.connection(), loops, Clock.SYSTEM)
                : new TcpConnector(options.connection(), loops, Clock.SYSTEM);
        endpoint = options.cluster().endpoints().get(0).endpoint();
    }

    @Test
    void queriesEnd() {
        Parameter text = new Parameter("text", LONG, "'" + LONG + "'");
        assertEndsWell((connection, sink) -> connection
                .query(
                        new QueryRequest(
                                "SELECT {text:String}, '" + LONG + "'", List.of(text), options(false), true, false),
                        sink,
                        Deadline.NONE)
                .request(Long.MAX_VALUE));
    }

    @Test
    void insertsEnd() {
        List<String> compressions =
                transport == Transport.HTTP ? List.of("none", "lz4", "gzip") : List.of("none", "lz4");
        for (String compression : compressions) {
            connector.close().join();
            connect(compression);
            InsertRequest request = new InsertRequest(
                    "INSERT INTO scarce_memory (n) /* " + LONG + " */ FORMAT Native",
                    options(!compression.equals("none")),
                    false,
                    new InsertTarget("scarce_memory", List.of("n")));
            assertEndsWell((connection, sink) -> connection.insert(request, new Rows(), sink, Deadline.NONE));
        }
    }

    @Test
    void insertsOfBytesEnd() {
        if (transport != Transport.HTTP) {
            return;
        }
        for (String compression : List.of("none", "lz4", "gzip")) {
            connector.close().join();
            connect(compression);
            InsertRequest request = new InsertRequest(
                    "INSERT INTO scarce_memory (n) /* " + LONG + " */ FORMAT CSV",
                    options(!compression.equals("none")),
                    false,
                    null,
                    0,
                    "CSV");
            assertEndsWell((connection, sink) -> connection.insert(request, new Rows(), sink, Deadline.NONE));
        }
    }

    private static QueryOptions options(boolean compressed) {
        return new QueryOptions("", List.of(), List.of(), null, compressed);
    }

    private void assertEndsWell(BiConsumer<Connection, ResultSink> statement) {
        boolean ended = true;
        for (int buffers = 0; ended; buffers++) {
            Connection connection = connector.connect(endpoint, Deadline.NONE).join();
            Ending sink = new Ending();
            memory.endAfter(buffers);
            statement.accept(connection, sink);
            assertThat(sink.released).as("with %d buffers", buffers).succeedsWithin(PATIENCE);
            ended = memory.restore();
            Object end = sink.ended
                    .handle((summary, failure) -> failure == null ? summary : failure)
                    .getNow(null);
            assertThat(end)
                    .as("with %d buffers", buffers)
                    .isInstanceOfAny(ended ? ClickHouseException.class : Summary.class, Summary.class);
            if (connection.isUsable()) {
                Ending next = new Ending();
                connection
                        .query(
                                new QueryRequest("SELECT 1", List.of(), options(false), true, false),
                                next,
                                Deadline.NONE)
                        .request(Long.MAX_VALUE);
                assertThat(next.ended).as("after one with %d buffers", buffers).succeedsWithin(PATIENCE);
            }
            connection.close().join();
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(memory.held()).as("buffers held").isZero());
        }
    }

    /** Two blocks, or two pieces. */
    private static final class Rows implements BlockSource {
        private int given;

        @Override
        public void accept(Block header) {}

        @Override
        public CompletionStage<@Nullable BlockRange> next() {
            ColumnBuilder values = new CodecRegistry(ZoneOffset.UTC)
                    .codec(ClickHouseType.parse("Int32"))
                    .builder(1);
            values.appendLong(given);
            return CompletableFuture.completedFuture(
                    given++ < 2 ? BlockRange.all(new Block(1, List.of("n"), List.of(values.build()))) : null);
        }

        @Override
        public CompletionStage<@Nullable ByteBuffer> nextBytes() {
            return CompletableFuture.completedFuture(
                    given++ < 2 ? ByteBuffer.wrap("1\n".getBytes(StandardCharsets.US_ASCII)) : null);
        }

        @Override
        public void cancel() {}
    }
}
