package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.error.DataException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ClientSignal;
import io.peristyle.packet.ServerError;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.StatementKind;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Demand;
import io.peristyle.transport.ResultSink;
import io.peristyle.transport.ServerErrorCodes;
import java.time.ZoneId;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * A statement without data, and its answer.
 *
 * <p>A block that finds no demand is parked, and with it the reading of the socket, until there is demand again.
 *
 * <p>Outcome of a failure: {@link Outcome#NOT_EXECUTED} if the request did not leave completely, if it only reads and no
 * row was handed out yet, or if the server refused it before it began; else {@link Outcome#UNKNOWN}.
 */
final class QueryExchange extends TcpExchange {
    private final QueryRequest request;

    /** Blocks that may be handed out. */
    private final Demand demand = new Demand();

    /** Whether a block is parked; written on the event loop, read anywhere. */
    private volatile boolean waiting;

    private @Nullable Block parked;
    private boolean headerSeen;
    private boolean handedOut;
    private long rows;
    private long blocks;

    QueryExchange(TcpConnection connection, QueryRequest request, ResultSink sink, Deadline deadline) {
        super(connection, sink, request.options(), deadline);
        this.request = request;
    }

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
    public boolean takesPackets() {
        return parked == null;
    }

    @Override
    public boolean awaitsServer() {
        return parked == null;
    }

    @Override
    public @Nullable ZoneId zone() {
        return request.options().timeZone();
    }

    @Override
    public @Nullable ArrayPool arrays() {
        return sink.arrays();
    }

    @Override
    public void onWritable() {}

    @Override
    ByteBuf encode() {
        return connection
                .requests()
                .query(request.sql(), request.parameters(), request.options(), sink.sparesProfileEvents(), false);
    }

    @Override
    boolean isComplete() {
        return true;
    }

    @Override
    void onActiveBlock(BlockHeader.Kind kind, Block block) {
        if (kind == BlockHeader.Kind.DATA) {
            onData(block);
        } else if (block.rows() > 0) {
            handedOut = true;
            if (kind == BlockHeader.Kind.TOTALS) {
                sink.onTotals(block);
            } else {
                sink.onExtremes(block);
            }
        }
    }

    @Override
    Outcome outcome(@Nullable ServerError error) {
        boolean nothingRemains = packetsWritten() == 0
                || (!handedOut && StatementKind.isRepeatable(request.sql()))
                || (error != null && !handedOut && isBeforeExecution(error));
        return nothingRemains ? Outcome.NOT_EXECUTED : Outcome.UNKNOWN;
    }

    private static boolean isBeforeExecution(ServerError error) {
        return error.cause() == null
                && ServerErrorCodes.isBeforeExecution(error.code())
                && !ServerErrorCodes.isOfAnotherServer(error.message());
    }

    @Override
    boolean isRepeatable() {
        return request.repeatable() && !handedOut;
    }

    @Override
    void giveUp() {
        onGivenUp();
        if (packetsWritten() > 0 && sendCancel()) {
            drain();
        } else {
            end(false);
        }
    }

    /** What is told not to have been executed must not go on leaving: then the connection is closed at once. */
    @Override
    void onTimeOver(OperationTimeoutException failure) {
        if (packetsWritten() > 0 && sendCancel()) {
            failAndDrain(failure);
        } else {
            fail(failure, false);
        }
    }

    /** Servers as old as 18.16 do not notice that their client has gone, and would go on with the query to its end. */
    @Override
    public void beforeClose() {
        if (isActive() && packetsWritten() > 0) {
            var unused = sendCancel();
        }
    }

    private boolean sendCancel() {
        return LastPacket.send(this, () -> connection.requests().signal(ClientSignal.CANCEL));
    }

    @Override
    void onSuccess() {}

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

    private void onData(Block block) {
        if (!headerSeen && !block.columns().isEmpty()) {
            headerSeen = true;
            if (block.rows() == 0 && StatementKind.isInsert(request.sql())) {
                refuseToSendRows();
                return;
            }
            sink.onHeader(block.rows() == 0 ? block : block.header());
        }
        if (block.rows() > 0 && isActive()) {
            parked = block;
            unpark();
        }
    }

    /** The server waits for the rows of an INSERT that came as a query: sends none, and says so. */
    private void refuseToSendRows() {
        DataException failure = new DataException(
                "the server waits for the rows of this INSERT, which a query does not send; use insert(table)",
                reached(Outcome.NOT_EXECUTED),
                null);
        if (LastPacket.send(this, () -> connection.requests().endOfRows(compression()))) {
            failAndDrain(failure);
        } else {
            fail(failure, false);
        }
    }

    private void onDemand() {
        try {
            unpark();
        } catch (RuntimeException | Error e) {
            onSinkFailure(e);
        }
    }

    /** Hands the parked block out if there is demand for it. */
    private void unpark() {
        Block block = parked;
        if (block == null || !isActive()) {
            return;
        }
        if (!demand.take()) {
            waiting = true;
            if (!demand.take()) {
                return;
            }
        }
        boolean wasWaiting = waiting;
        parked = null;
        waiting = false;
        handOut(block);
        if (wasWaiting && isActive()) {
            connection.resume();
        }
    }

    private void handOut(Block block) {
        handedOut = true;
        rows += block.rows();
        blocks++;
        sink.onBlock(block);
    }
}
