package io.peristyle.transport.http;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.Outcome;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.StatementKind;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Demand;
import io.peristyle.transport.ResultSink;
import io.peristyle.transport.ServerErrorCodes;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A statement without data, and its answer.
 *
 * <p>A block, or a part of a raw answer, that finds no demand is parked, and with it the reading of the socket, until there is demand again. A server
 * gives up a client that does not read for long.
 *
 * <p>Outcome of a failure: {@link Outcome#NOT_EXECUTED} if the request did not leave completely, if it only reads and no
 * row was handed out yet, or if the server refused it before it began; else {@link Outcome#UNKNOWN}. Over HTTP a server may
 * work in silence: one that was silent for too long may be busy with the statement still.
 */
final class QueryExchange extends HttpExchange {
    private static final int SYNTAX_ERROR = 62;

    private final QueryRequest request;
    private final Demand demand = new Demand();

    /** Whether a part of the answer is parked; written on the event loop, read anywhere. */
    private volatile boolean waiting;

    private @Nullable Part parked;
    private boolean wasParked;
    private boolean headerSeen;
    private boolean silent;
    private long rows;
    private long blocks;

    QueryExchange(HttpConnection connection, QueryRequest request, ResultSink sink, Deadline deadline) {
        super(connection, sink, request.options(), deadline);
        this.request = request;
    }

    /** What is handed out at once. */
    private record Part(long rows, Consumer<ResultSink> handOut) {}

    @Override
    public void request(long count) {
        demand.add(count);
        if (waiting) {
            try {
                connection.execute(this::onDemand);
            } catch (RejectedExecutionException e) {
                // The event loop has ended, and with it the exchange.
            }
        }
    }

    @Override
    public boolean takesAnswer() {
        return parked == null;
    }

    @Override
    public boolean awaitsServer() {
        return parked == null;
    }

    @Override
    public boolean takesProgress() {
        return true;
    }

    @Override
    void begin() {
        parts().sendHead(connection.requests().query(request, sink.wantsProgress(), connection.profile()));
    }

    @Override
    AnswerBody.Kind expected() {
        return request.format() == null ? AnswerBody.Kind.BLOCKS : AnswerBody.Kind.RAW;
    }

    @Override
    String format() {
        return request.format() == null ? super.format() : request.format();
    }

    @Override
    AnswerEncoding encoding() {
        return connection.requests().encoding(request, connection.profile());
    }

    @Override
    Outcome outcome(int code) {
        if (StatementKind.isInsert(request.sql())) {
            // Its rows are in the text, and taken as they come; an error of syntax may stand behind some of them.
            boolean refused = ServerErrorCodes.isBeforeExecution(code) && code != SYNTAX_ERROR;
            return parts().started() == 0 || refused ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN;
        }
        boolean nothingRemains = parts().written() == 0
                || (blocks == 0 && StatementKind.isRepeatable(request.sql()) && !silent)
                || ServerErrorCodes.isBeforeExecution(code);
        return nothingRemains ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN;
    }

    @Override
    ClickHouseException refusal(int code, String message) {
        return ServerErrorCodes.isOfAnotherServer(message)
                ? ServerFailures.exception(code, message, context(outcome(0)))
                : super.refusal(code, message);
    }

    /** A second run beside the first would help nobody. */
    @Override
    boolean isRepeatable() {
        return request.repeatable() && blocks == 0 && !silent;
    }

    @Override
    public void onSilence() {
        super.onSilence();
        silent = true;
    }

    @Override
    ClickHouseException cutOff(FailureContext context) {
        if (!wasParked) {
            return super.cutOff(context);
        }
        return new ConnectionException(
                connection.endpoint()
                        + " closed the connection in the middle of an answer, in which this client had stopped"
                        + " reading for want of demand; servers wait for so long as their setting http_send_timeout says,"
                        + " 30 s by default",
                context,
                null);
    }

    @Override
    void onBlock(Block block) {
        if (!headerSeen && !block.columns().isEmpty()) {
            headerSeen = true;
            sink.onHeader(block.rows() == 0 ? block : block.header());
        }
        if (block.rows() > 0 && isActive()) {
            parked = new Part(block.rows(), to -> to.onBlock(block));
            unpark();
        }
    }

    @Override
    void onBytes(ByteBuffer bytes) {
        if (isActive()) {
            parked = new Part(0, to -> to.onBytes(bytes));
            unpark();
        }
    }

    @Override
    void onEnd() {
        if (RequestWriter.changesDatabase(request.sql())) {
            connection.requests().arguments().databaseChanged();
        }
        succeed();
    }

    @Override
    void onGivenUp() {
        parked = null;
        waiting = false;
    }

    @Override
    long rows() {
        return rows;
    }

    @Override
    long blocks() {
        return blocks;
    }

    private void onDemand() {
        try {
            unpark();
        } catch (RuntimeException | Error e) {
            onSinkFailure(e);
        }
    }

    /** Hands out what is parked if there is demand for it. */
    private void unpark() {
        Part part = parked;
        if (part == null || !isActive()) {
            return;
        }
        if (!demand.take()) {
            waiting = true;
            wasParked = true;
            if (!demand.take()) {
                return;
            }
        }
        boolean wasWaiting = waiting;
        parked = null;
        waiting = false;
        rows += part.rows();
        blocks++;
        part.handOut().accept(sink);
        if (wasWaiting && isActive()) {
            connection.resume();
        }
    }
}
