package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ServerError;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.JoinedRows;
import io.peristyle.transport.OwnSetting;
import io.peristyle.transport.ResultSink;
import io.peristyle.transport.RowJoiner;
import io.peristyle.transport.SourceFailure;
import io.peristyle.transport.SourcePull;
import io.peristyle.transport.WriteUnit;
import io.peristyle.wire.MalformedDataException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An insert: the statement, the server's header, rows as the source gives them and the socket takes them, their end, the
 * server's word that they are stored. Answers are read all the while, so that an early error ends the sending.
 *
 * <p>Outcome of a failure:
 *
 * <ul>
 *   <li>{@link Outcome#NOT_EXECUTED} as long as no block of rows left completely: a server takes a block only when all of it
 *       has come, and has nothing to insert then. In chunks the block may be whole before its packet is.
 *   <li>{@link Outcome#POSSIBLY_PARTIAL} from there on until the end of the rows left; afterwards too if the server
 *       itself reports an error (a view or one of several partitions may have failed), or if there are more rows than it
 *       {@linkplain WriteUnit joins to one write}.
 *   <li>{@link Outcome#UNKNOWN} when all had left and the server's word is missing.
 * </ul>
 */
final class InsertExchange extends TcpExchange implements SourcePull.Sender<BlockRange> {
    private static final Logger LOG = LoggerFactory.getLogger(InsertExchange.class);
    /** The server's own way to say that it does not know. */
    private static final int UNKNOWN_STATUS_OF_INSERT = 319;

    private static final int JOINED_BYTES = 16 << 10;
    private static final int MOST_JOINED = 16;

    private final InsertRequest request;
    private final BlockSource source;
    private final RowJoiner joiner;

    private Phase phase = Phase.AWAITING_HEADER;
    private final SourcePull<BlockRange> pull;
    private boolean sourceEnded;
    /** Of which not all was sent. */
    private @Nullable RowsPacket packet;

    private int blocksStarted;
    /** Blocks that were written and not flushed. */
    private int joined;

    private long rows;
    private long bytes;

    InsertExchange(
            TcpConnection connection, InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        super(connection, sink, request.options(), deadline);
        this.request = request;
        this.source = source;
        this.pull = new SourcePull<>(connection::execute, connection.eventLoop(), this);
        this.joiner = RowJoiner.of(request);
    }

    private enum Phase {
        AWAITING_HEADER,
        SENDING,
        AWAITING_END
    }

    /** An insert has no blocks to hand out: there is nothing to ask for. */
    @Override
    public void request(long count) {}

    @Override
    public boolean takesPackets() {
        return true;
    }

    @Override
    public boolean awaitsServer() {
        return phase != Phase.SENDING;
    }

    @Override
    public void onWritable() {
        pull.pull();
    }

    @Override
    ByteBuf encode() {
        boolean few = OwnSetting.isFew(source) && sink.mayChangeSettings();
        return connection
                .requests()
                .query(request.sql(), List.of(), request.options(), sink.sparesProfileEvents(), few);
    }

    @Override
    boolean isComplete() {
        return phase != Phase.SENDING;
    }

    @Override
    void onActiveBlock(BlockHeader.Kind kind, Block block) {
        if (block.rows() > 0) {
            throw new MalformedDataException("rows in the answer to an insert");
        }
        if (phase == Phase.AWAITING_HEADER && kind == BlockHeader.Kind.DATA) {
            onHeader(block);
        }
    }

    @Override
    Outcome outcome(@Nullable ServerError error) {
        // The query is the first packet that left.
        int blocksWritten =
                connection.session().sendChunked() ? blocksStarted : Math.min(packetsWritten() - 1, blocksStarted);
        if (blocksWritten <= 0) {
            return Outcome.NOT_EXECUTED;
        }
        boolean allWritten = phase == Phase.AWAITING_END && packetsWritten() == blocksStarted + 2;
        boolean refused = error != null && error.code() != UNKNOWN_STATUS_OF_INSERT;
        boolean oneWrite = joiner.unit().takes(blocksStarted, rows, bytes);
        return allWritten && !refused && oneWrite ? Outcome.UNKNOWN : Outcome.POSSIBLY_PARTIAL;
    }

    @Override
    boolean isRepeatable() {
        return false;
    }

    @Override
    void giveUp() {
        end(false);
    }

    @Override
    void onTimeOver(OperationTimeoutException failure) {
        fail(failure, false);
    }

    @Override
    void onSuccess() {
        if (phase == Phase.SENDING) {
            throw new MalformedDataException("the end of an insert whose rows were not all sent");
        }
        // Without a header there was nothing to send: the statement carried its own rows.
        onGivenUp();
    }

    @Override
    void onGivenUp() {
        if (sourceEnded) {
            return;
        }
        sourceEnded = true;
        try {
            source.cancel();
        } catch (RuntimeException | Error e) {
            LOG.warn("A source of rows threw when it was cancelled", e);
        }
    }

    @Override
    long rows() {
        return rows;
    }

    @Override
    long blocks() {
        return blocksStarted;
    }

    private void onHeader(Block header) {
        sink.onHeader(header);
        if (!isActive()) {
            return;
        }
        try {
            source.accept(header);
        } catch (RuntimeException | Error e) {
            refuse(SourceFailure.of("the rows do not fit the server's columns", e, context(null)));
            return;
        }
        phase = Phase.SENDING;
        pull.pull();
    }

    /** Sends no rows; the server has nothing to insert then. */
    private void refuse(ClickHouseException failure) {
        phase = Phase.AWAITING_END;
        if (LastPacket.send(this, () -> connection.requests().endOfRows(compression()))) {
            failAndDrain(failure);
        } else {
            fail(failure, false);
        }
    }

    @Override
    public void sendNext() {
        if (phase != Phase.SENDING || !connection.isWritable()) {
            return;
        }
        if (packet != null) {
            send(packet, packet.next());
        } else {
            pull.ask(source::next);
        }
    }

    @Override
    public void take(@Nullable BlockRange range) {
        if (range == null) {
            sourceEnded = true;
            phase = Phase.AWAITING_END;
            connection.silence().onRead();
            send(connection.requests().endOfRows(compression()));
        } else if (range.rows() > 0) {
            sendBlock(range);
        } else {
            pull.pullLater();
        }
    }

    @Override
    public void onSourceFailure(Throwable failure) {
        fail(SourceFailure.of("the source of the rows failed", failure, context(null)), false);
    }

    private void sendBlock(BlockRange first) {
        JoinedRows taken = connection.requests().joined(first, source, joiner);
        RowsPacket begun = connection.requests().rows(taken, compression());
        ByteBuf piece = begun.next();
        blocksStarted++;
        rows += taken.rows();
        bytes += taken.bytes();
        send(begun, piece);
    }

    private void send(RowsPacket sent, ByteBuf piece) {
        int size = piece.readableBytes();
        packet = sent.isDone() ? null : sent;
        if (packet != null) {
            sendPart(piece);
        } else {
            write(piece);
            if (size <= JOINED_BYTES && joined < MOST_JOINED) {
                sendWithNext();
                return;
            }
            connection.flush();
        }
        pull.pullLater();
    }

    /** What follows a small block, most often the end, leaves with it if it is there already. */
    private void sendWithNext() {
        joined++;
        pull.pull();
        joined--;
        if (joined == 0) {
            connection.flush();
        }
    }
}
