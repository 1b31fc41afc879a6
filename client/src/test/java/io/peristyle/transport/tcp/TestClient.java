package io.peristyle.transport.tcp;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.options.Compression;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.Credentials;
import io.peristyle.options.Limits;
import io.peristyle.options.ThreadOptions;
import io.peristyle.options.Timeouts;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Setting;
import io.peristyle.revision.Revision;
import io.peristyle.time.Clock;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Connection;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.netty.EventLoops;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A connector with its own event loop, as tests want it. */
final class TestClient implements AutoCloseable {
    static final QueryOptions PLAIN = new QueryOptions("", List.of(), List.of(), null, false);
    static final QueryOptions COMPRESSED = new QueryOptions("", List.of(), List.of(), null, true);

    /** What the native protocol knows. */
    static final Set<Compression.Method> METHODS = EnumSet.complementOf(EnumSet.of(Compression.Method.GZIP));

    private static final long PATIENCE_SECONDS = 30;

    final TcpConnector connector;

    TestClient() {
        this(ConnectionOptions.DEFAULT, Revision.NEWEST);
    }

    TestClient(ConnectionOptions options, int revision) {
        ThreadOptions threads = new ThreadOptions(1, 2, null, ThreadOptions.Transport.AUTO);
        connector = new TcpConnector(options, new EventLoops(threads), Clock.SYSTEM, revision);
    }

    static ConnectionOptions options(Timeouts timeouts) {
        return new ConnectionOptions(
                "", Credentials.DEFAULT, "peristyle", null, Compression.DEFAULT, timeouts, Limits.DEFAULT, 2);
    }

    static ConnectionOptions options(Compression compression) {
        return new ConnectionOptions(
                "", Credentials.DEFAULT, "peristyle", null, compression, Timeouts.DEFAULT, Limits.DEFAULT, 2);
    }

    static ConnectionOptions options(String database, String user, String password) {
        return new ConnectionOptions(
                database,
                new Credentials(user, () -> password),
                "peristyle",
                null,
                Compression.DEFAULT,
                Timeouts.DEFAULT,
                Limits.DEFAULT,
                2);
    }

    static QueryOptions settings(String name, String value) {
        return new QueryOptions("", List.of(new Setting(name, value, true)), List.of(), null, false);
    }

    static QueryRequest select(String sql) {
        return new QueryRequest(sql, List.of(), PLAIN, true);
    }

    static QueryRequest statement(String sql) {
        return new QueryRequest(sql, List.of(), PLAIN, false);
    }

    Connection connect(ClickHouseServer server) {
        return connect(server.host(), server.tcpPort());
    }

    Connection connect(String host, int port) {
        return connect(host, port, Deadline.NONE);
    }

    Connection connect(String host, int port, Deadline deadline) {
        try {
            return connector.connect(new Endpoint(host, port), deadline).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof ClickHouseException failure) {
                throw failure;
            }
            throw new CompletionException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError("nothing happened for " + PATIENCE_SECONDS + " s", e);
        }
    }

    /** Runs a query to its end, with demand for all of it. */
    static RecordingSink run(Connection connection, QueryRequest request) {
        RecordingSink sink = new RecordingSink();
        start(connection, request, sink).request(Long.MAX_VALUE);
        sink.awaitRelease();
        return sink;
    }

    static RecordingSink run(Connection connection, String sql) {
        return run(connection, select(sql));
    }

    static Exchange start(Connection connection, QueryRequest request, RecordingSink sink) {
        return connection.query(request, sink, Deadline.NONE);
    }

    @Override
    public void close() {
        try {
            connector.close().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("the connector did not close", e);
        }
    }
}
