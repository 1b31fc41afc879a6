package io.peristyle.transport.http;

import static java.util.Objects.requireNonNull;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.DataException;
import io.peristyle.error.Outcome;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.JoinedRows;
import io.peristyle.transport.OwnSetting;
import io.peristyle.transport.ResultSink;
import io.peristyle.transport.RowJoiner;
import io.peristyle.transport.SourceFailure;
import io.peristyle.transport.SourcePull;
import io.peristyle.transport.WriteUnit;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An insert: the look-up of the columns' types, the statement, rows as the source gives them and the socket takes them, their
 * end, the server's word that they are stored. An error that comes early ends the sending; servers tell of one early only if
 * the connection ends with the request, which costs a long insert nothing that counts.
 *
 * <p>Outcome of a failure:
 *
 * <ul>
 *   <li>{@link Outcome#NOT_EXECUTED} as long as no block of rows began to leave: a server has nothing to insert then.
 *   <li>{@link Outcome#POSSIBLY_PARTIAL} from there on until the end of the rows left; afterwards too if the server
 *       itself reports an error (a view or one of several partitions may have failed), or if there are more rows than it
 *       {@linkplain WriteUnit joins to one write}, or if nobody knows how many there are since they are raw.
 *   <li>{@link Outcome#UNKNOWN} when all had left and the server's word is missing.
 * </ul>
 */
final class InsertExchange extends HttpExchange implements SourcePull.Sender<Object>, ColumnLookup.Asker {
    private static final Logger LOG = LoggerFactory.getLogger(InsertExchange.class);

    /** The server's own way to say that it does not know. */
    private static final int UNKNOWN_STATUS_OF_INSERT = 319;

    private static final int JOINED_BYTES = 16 << 10;
    private static final int MOST_JOINED = 16;

    private static final long LONG_ROWS = 1_000_000;

    /** Of bytes that are rows already, so many are sent at once. */
    private static final int RAW_PIECE = 1 << 20;

    private static final Block NO_HEADER = new Block(0, List.of(), List.of());

    private final InsertRequest request;
    private final BlockSource source;
    private final @Nullable ColumnLookup lookup;
    private final RowJoiner joiner;

    private Phase phase = Phase.AWAITING_COLUMNS;
    private final SourcePull<Object> pull;
    private boolean sourceEnded;

    /** Taken from the source, and not sent yet; null if there is nothing. */
    private @Nullable ByteBuffer raw;

    /** Of the block at hand, what is not sent yet; null if there is nothing. */
    private @Nullable RowsContent unsent;

    /** Parts that were written and not flushed. */
    private int joined;

    /** What the server was told of the client's own accord; null: nothing. */
    private @Nullable OwnSetting own;

    private int blocksStarted;
    private long rows;
    private long bytes;

    InsertExchange(
            HttpConnection connection, InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        super(connection, sink, request.options(), deadline);
        this.request = request;
        this.source = source;
        this.pull = new SourcePull<>(connection::execute, connection.eventLoop(), this);
        this.lookup = request.target() == null
                ? null
                : new ColumnLookup(connection, request.target(), request.options(), this);
        this.joiner = RowJoiner.of(request);
    }

    private enum Phase {
        AWAITING_COLUMNS,
        SENDING,
        AWAITING_END
    }

    /** An insert has no blocks to hand out: there is nothing to ask for. */
    @Override
    public void request(long count) {}

    @Override
    public boolean takesAnswer() {
        return true;
    }

    @Override
    public boolean awaitsServer() {
        return phase != Phase.SENDING && (lookup == null || !lookup.isWaiting());
    }

    @Override
    public void onWritable() {
        pull.pull();
    }

    @Override
    void begin() {
        if (request.format() != null) {
            source.accept(NO_HEADER);
            startSending();
            return;
        }
        if (lookup == null) {
            throw new DataException("an insert over HTTP has to name its table and columns");
        }
        lookup.begin();
    }

    @Override
    public void ask(QueryRequest question) {
        parts().sendHead(connection.requests().query(question, false, connection.profile()));
    }

    @Override
    AnswerBody.Kind expected() {
        return phase == Phase.AWAITING_COLUMNS ? AnswerBody.Kind.BLOCKS : AnswerBody.Kind.TEXT;
    }

    @Override
    void onBlock(Block block) {
        if (lookup == null || phase != Phase.AWAITING_COLUMNS) {
            throw new MalformedDataException("rows in the answer to an insert");
        }
        lookup.add(block);
    }

    @Override
    void onEnd() {
        if (phase == Phase.AWAITING_COLUMNS && lookup != null) {
            lookup.end(true);
            goOn(this::onColumns);
        } else if (phase == Phase.SENDING) {
            throw new MalformedDataException("the end of an insert whose rows were not all sent");
        } else {
            succeed();
        }
    }

    @Override
    AnswerEncoding encoding() {
        return lookup == null ? AnswerEncoding.PLAIN : lookup.encoding();
    }

    @Override
    Outcome outcome(int code) {
        if (blocksStarted == 0) {
            return Outcome.NOT_EXECUTED;
        }
        boolean allWritten = phase == Phase.AWAITING_END && parts().areAllWritten();
        boolean oneWrite = request.format() == null && joiner.unit().takes(blocksStarted, rows, bytes);
        boolean refused = code != 0 && code != UNKNOWN_STATUS_OF_INSERT;
        return allWritten && !refused && oneWrite ? Outcome.UNKNOWN : Outcome.POSSIBLY_PARTIAL;
    }

    /** Settings are looked at before rows: whoever repeats the insert without this one succeeds. */
    @Override
    ClickHouseException refusal(int code, String message) {
        OwnSetting told = own;
        if (phase == Phase.AWAITING_COLUMNS || told == null || !told.isRefusedBy(code, message)) {
            return super.refusal(code, message);
        }
        return ServerFailures.ofOwnSetting(told, connection.endpoint(), code, message, context(Outcome.NOT_EXECUTED));
    }

    @Override
    boolean isRepeatable() {
        return false;
    }

    @Override
    boolean isRequestComplete() {
        return phase != Phase.SENDING;
    }

    @Override
    void onGivenUp() {
        if (lookup != null) {
            lookup.end(false);
        }
        dropUnsent();
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
        return request.format() == null ? rows : progress().writtenRows();
    }

    @Override
    long blocks() {
        return blocksStarted;
    }

    @Override
    public void onColumns() {
        if (!connection.isKept()) {
            fail(
                    new ConnectionException(
                            connection.endpoint() + " closes the connection before the rows could be sent over it",
                            context(),
                            null),
                    false);
            return;
        }
        onHeader(requireNonNull(lookup).header(connection.profile().codecs()));
    }

    /** Whatever is thrown on the way to the first row fails the insert. */
    @Override
    public void goOn(Runnable step) {
        try {
            step.run();
        } catch (ClickHouseException e) {
            failIfActive(e);
        } catch (RuntimeException e) {
            failIfActive(new ConfigurationException("the insert could not be begun: " + e.getMessage(), e));
        } catch (Error e) {
            failIfActive(new DataException("the insert could not be begun: " + e, context(), e));
        }
    }

    private void failIfActive(ClickHouseException failure) {
        if (isActive()) {
            fail(failure, false);
        }
    }

    private void onHeader(Block header) {
        sink.onHeader(header);
        if (!isActive()) {
            return;
        }
        try {
            source.accept(header);
        } catch (RuntimeException e) {
            fail(SourceFailure.of("the rows do not fit the server's columns", e, context()), true);
            return;
        }
        startSending();
    }

    private void startSending() {
        phase = Phase.SENDING;
        own = ownSetting();
        boolean isLong = source.mostRows() > LONG_ROWS;
        parts().writeHead(connection.requests().insert(request.sql(), options(), isLong, own));
        ByteBuf beginning = connection.requests().insertBeginning(request.sql(), options());
        if (beginning != null) {
            parts().write(new DefaultHttpContent(beginning));
        }
        sendWithNext();
    }

    private @Nullable OwnSetting ownSetting() {
        OwnSetting oneThread = connection.session().oneThread();
        boolean allowed = connection.profile().takesThreads() && sink.mayChangeSettings();
        return allowed && OwnSetting.isFew(source) && oneThread.isFor(options()) ? oneThread : null;
    }

    /** What follows a small part, most often the end, leaves with it if it is there already. */
    private void sendWithNext() {
        joined++;
        pull.pull();
        joined--;
        if (joined == 0) {
            connection.flush();
        }
    }

    @Override
    public void sendNext() {
        if (phase != Phase.SENDING || !connection.isWritable()) {
            return;
        }
        if (unsent != null) {
            sendPiece(unsent.next(), unsent);
        } else if (raw != null) {
            sendRaw(raw);
        } else if (request.format() == null) {
            pull.ask(source::next);
        } else {
            pull.ask(source::nextBytes);
        }
    }

    @Override
    public void take(@Nullable Object next) {
        if (next instanceof BlockRange range) {
            sendRows(range);
        } else if (next instanceof ByteBuffer bytes) {
            sendRaw(bytes.slice());
        } else {
            sendEnd();
        }
    }

    @Override
    public void onSourceFailure(Throwable failure) {
        fail(SourceFailure.of("the source of the rows failed", failure, context()), false);
    }

    private void sendEnd() {
        ByteBuf end = connection.requests().insertEnd(options().compressed());
        sourceEnded = true;
        phase = Phase.AWAITING_END;
        connection.silence().onRead();
        parts().send(new DefaultLastHttpContent(end));
    }

    private void sendRows(BlockRange range) {
        if (range.rows() == 0) {
            pull.pullLater();
            return;
        }
        RequestWriter requests = connection.requests();
        JoinedRows taken = requests.joined(range, source, joiner, connection.profile());
        RowsContent block = requests.rows(taken, connection.profile(), options().compressed());
        ByteBuf first = block.next();
        blocksStarted++;
        rows += taken.rows();
        bytes += taken.bytes();
        sendPiece(first, block);
    }

    private void sendPiece(ByteBuf piece, RowsContent block) {
        int size = piece.readableBytes();
        // Before the piece is sent, which may ask for the next one at once.
        unsent = block.isDone() ? null : block;
        parts().write(new DefaultHttpContent(piece));
        if (unsent == null && size <= JOINED_BYTES && joined < MOST_JOINED) {
            sendWithNext();
        } else {
            connection.flush();
            pull.pullLater();
        }
    }

    private void dropUnsent() {
        if (unsent != null) {
            unsent.release();
            unsent = null;
        }
    }

    /** Sends as much of {@code rest} as goes at once, and keeps the remainder. */
    private void sendRaw(ByteBuffer rest) {
        int length = Math.min(RAW_PIECE, rest.remaining());
        ByteBuffer piece = rest.slice(rest.position(), length);
        rest.position(rest.position() + length);
        // Before the piece is sent, which may ask for the next one at once.
        raw = rest.hasRemaining() ? rest : null;
        if (length > 0) {
            ByteBuf content = connection.requests().raw(piece, options().compressed());
            blocksStarted++;
            parts().send(new DefaultHttpContent(content));
        }
        pull.pullLater();
    }
}
