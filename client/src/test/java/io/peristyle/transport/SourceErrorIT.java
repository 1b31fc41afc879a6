package io.peristyle.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.error.DataException;
import io.peristyle.options.ClientOptions;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.InsertTarget;
import io.peristyle.query.QueryOptions;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.http.HttpConnector;
import io.peristyle.transport.netty.EventLoops;
import io.peristyle.transport.tcp.TcpConnector;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a connection does when there is no memory for the rows of an insert: nobody else hears of an error in a task. */
@OnEveryServer
@OverEveryTransport
final class SourceErrorIT {
    private static final QueryOptions OPTIONS = new QueryOptions("", List.of(), List.of(), null, false);

    @Test
    void anErrorBehindTheFirstBlockEndsTheInsert(ClickHouseServer server, Transport transport) {
        server.http("DROP TABLE IF EXISTS source_error");
        server.http("CREATE TABLE source_error (n Int32) ENGINE = Memory");
        ClientOptions options = ClientOptions.parse(transport.url(server));
        EventLoops loops = new EventLoops(options.threads());
        Connector connector = transport == Transport.HTTP
                ? new HttpConnector(options.connection(), loops, Clock.SYSTEM)
                : new TcpConnector(options.connection(), loops, Clock.SYSTEM);
        try {
            Connection connection = connector
                    .connect(options.cluster().endpoints().get(0).endpoint(), Deadline.NONE)
                    .join();
            Ending sink = new Ending();
            InsertRequest request = new InsertRequest(
                    "INSERT INTO source_error (n) FORMAT Native",
                    OPTIONS,
                    false,
                    new InsertTarget("source_error", List.of("n")));
            connection.insert(request, new Failing(), sink, Deadline.NONE);

            assertThatThrownBy(sink.ended::join)
                    .cause()
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("no memory")
                    .hasCauseInstanceOf(OutOfMemoryError.class);
            assertThat(connection.isUsable()).isFalse();
        } finally {
            connector.close().join();
            server.http("DROP TABLE source_error");
        }
    }

    /** Has one block, and no memory for the next. */
    private static final class Failing implements BlockSource {
        private boolean given;

        @Override
        public void accept(Block header) {}

        @Override
        public CompletionStage<@Nullable BlockRange> next() {
            if (given) {
                throw new OutOfMemoryError("no memory, says a test");
            }
            given = true;
            ColumnBuilder values = new CodecRegistry(ZoneOffset.UTC)
                    .codec(ClickHouseType.parse("Int32"))
                    .builder(1);
            values.appendLong(1);
            return CompletableFuture.completedFuture(
                    BlockRange.all(new Block(1, List.of("n"), List.of(values.build()))));
        }

        @Override
        public void cancel() {}
    }
}
