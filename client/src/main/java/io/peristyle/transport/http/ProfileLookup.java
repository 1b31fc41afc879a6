package io.peristyle.transport.http;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.ResultSink;
import java.time.DateTimeException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Asks a server over its first connection who it is, in the layout of blocks that every server knows. Servers that cannot tell
 * how the user may set things are asked again without that, and those that cannot tell the revision of their build, without
 * that too. Event loop only.
 */
final class ProfileLookup implements ResultSink {
    private static final String QUESTION = "SELECT version(), timezone(), hostName(), ";
    private static final String MODERN = QUESTION + "toUInt32(revision()), toUInt32(getSetting('readonly')), ";

    /** How many of those settings are not as they are by default, or not free. */
    private static final String BOUND_SETTINGS = "(SELECT toUInt32(count()) FROM system.settings"
            + " WHERE name IN ('max_threads', 'parallel_view_processing', 'use_async_executor_for_materialized_views')"
            + " AND (changed OR readonly = 1 OR min IS NOT NULL))";

    /** From the best known server to the least known one. */
    private static final List<String> QUESTIONS = List.of(
            MODERN + BOUND_SETTINGS, MODERN + "toUInt32(1)", QUESTION + "toUInt32(0), toUInt32(1), toUInt32(1)");

    private static final int READ_ONLY = 1;
    private static final QueryOptions OPTIONS = new QueryOptions("", List.of(), List.of(), null, false);

    /** Of a function, a table, a column; and what a user may not see. */
    private static final Set<Integer> UNKNOWN = Set.of(46, 47, 60, 497);

    private final HttpConnection connection;
    private final Deadline deadline;
    private final int question;
    private final CompletableFuture<ServerProfile> result;
    private @Nullable Block answer;
    private @Nullable ClickHouseException failure;

    private ProfileLookup(
            HttpConnection connection, Deadline deadline, int question, CompletableFuture<ServerProfile> result) {
        this.connection = connection;
        this.deadline = deadline;
        this.question = question;
        this.result = result;
    }

    /** Asks; the connection knows the answer when the future completes, on the event loop. */
    static CompletableFuture<ServerProfile> start(HttpConnection connection, Deadline deadline) {
        CompletableFuture<ServerProfile> result = new CompletableFuture<>();
        new ProfileLookup(connection, deadline, 0, result).ask();
        return result;
    }

    private void ask() {
        connection.profile(ServerProfile.unknown());
        QueryRequest request = new QueryRequest(QUESTIONS.get(question), List.of(), OPTIONS, true);
        connection.query(request, this, deadline).request(Long.MAX_VALUE);
    }

    @Override
    public void onBlock(Block block) {
        answer = block;
    }

    @Override
    public void onEnd(Summary summary) {}

    @Override
    public void onFailure(ClickHouseException cause) {
        failure = cause;
    }

    @Override
    public void onReleased() {
        if (failure instanceof ServerException error && isUnknown(error) && question + 1 < QUESTIONS.size()) {
            if (connection.isUsable()) {
                new ProfileLookup(connection, deadline, question + 1, result).ask();
            } else {
                result.completeExceptionally(error);
            }
        } else if (failure != null) {
            result.completeExceptionally(told(failure));
        } else if (answer == null || answer.rows() != 1) {
            result.completeExceptionally(new ProtocolException(
                    connection.endpoint() + " did not say who it is; is this ClickHouse's HTTP port, usually 8123?",
                    where(),
                    null));
        } else {
            learn(answer);
        }
    }

    private static boolean isUnknown(ServerException error) {
        return UNKNOWN.contains(error.code());
    }

    private void learn(Block row) {
        try {
            ServerProfile profile = ServerProfile.of(
                    row.column(2).stringValue(0),
                    row.column(0).stringValue(0),
                    row.column(1).stringValue(0),
                    (int) row.column(3).longValue(0),
                    row.column(4).longValue(0) != READ_ONLY,
                    row.column(5).longValue(0) == 0);
            connection.profile(profile);
            result.complete(profile);
        } catch (DateTimeException e) {
            result.completeExceptionally(new ProtocolException(
                    "the time zone of " + connection.endpoint() + " is unknown to this JVM: "
                            + row.column(1).stringValue(0),
                    where(),
                    e));
        } catch (RuntimeException e) {
            result.completeExceptionally(new ProtocolException(
                    connection.endpoint() + " answered something else than was asked; is this ClickHouse's HTTP port?",
                    where(),
                    e));
        }
    }

    /** Why a first answer failed, in words that fit a connection that is being made. */
    private ClickHouseException told(ClickHouseException cause) {
        if (cause instanceof OperationTimeoutException) {
            return new OperationTimeoutException(
                    Phase.HANDSHAKE,
                    connection.endpoint() + " did not say in time who it is: the server hangs, or this is no HTTP port",
                    where(),
                    cause);
        }
        if (cause.getCause() instanceof ConnectionException told) {
            return told;
        }
        if (cause instanceof ConnectionException && !connection.answers().hasBegun()) {
            return new ConnectionException(
                    connection.endpoint()
                            + " closed the connection before it said who it is; HTTP is spoken on port 8123,"
                            + " with TLS on port 8443",
                    where(),
                    cause);
        }
        return cause;
    }

    private FailureContext where() {
        return FailureContext.connecting(connection.endpoint());
    }
}
