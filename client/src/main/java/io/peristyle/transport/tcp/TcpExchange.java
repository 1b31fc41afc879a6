package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.Outcome;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ClientSignal;
import io.peristyle.packet.ProfileInfo;
import io.peristyle.packet.ProgressSum;
import io.peristyle.packet.ServerError;
import io.peristyle.packet.ServerPacket;
import io.peristyle.packet.ServerSignal;
import io.peristyle.query.Progress;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.LastSignals;
import io.peristyle.transport.OwnSetting;
import io.peristyle.transport.ResultSink;
import io.peristyle.wire.MalformedDataException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What queries and inserts have in common: the request, its limits, its end. Everything but {@link #request} and {@link
 * #cancel} is called on the event loop only.
 *
 * <p>The outcome of a failure rests on what the operating system took over completely: a packet of which a part stayed
 * here cannot have been carried out.
 */
abstract sealed class TcpExchange implements Exchange, Conversation, Runnable, ChannelFutureListener
        permits QueryExchange, InsertExchange {
    private static final Logger LOG = LoggerFactory.getLogger(TcpExchange.class);

    /** What a cancelled answer may still bring before its connection is given up. */
    private static final long MAXIMUM_DRAINED_BYTES = 64 << 20;

    final TcpConnection connection;
    final ResultSink sink;
    private final LastSignals signals;
    private final QueryOptions options;
    private final Deadline deadline;

    private Stage stage = Stage.NEW;
    private boolean requestStarted;
    private int packetsWritten;
    private int packetsStarted;
    private long drainedBytes;

    /** Whether the server answered with more than its log, so that it has read the whole request. */
    private boolean answerBegun;

    /** Whether a ping says if the connection goes on. */
    private boolean proving;

    private long rowsBeforeLimit = -1;

    TcpExchange(TcpConnection connection, ResultSink sink, QueryOptions options, Deadline deadline) {
        this.connection = connection;
        this.sink = sink;
        this.signals = new LastSignals(sink);
        this.options = options;
        this.deadline = deadline;
    }

    private enum Stage {
        NEW,
        /** The sink awaits the end. */
        ACTIVE,
        /** The sink awaits the release only; what still comes is dropped. */
        DRAINING,
        DONE
    }

    /** The request; fails with a {@link ClickHouseException} if this server cannot take it. */
    abstract ByteBuf encode();

    /** What may be concluded when the exchange fails now, with {@code error} if it is the server's. */
    abstract Outcome outcome(@Nullable ServerError error);

    /** Whether the statement may be sent again even if it was carried out. */
    abstract boolean isRepeatable();

    /** The exchange has failed or was cancelled: no more rows are needed. */
    abstract void onGivenUp();

    /**
     * The statement was carried out.
     *
     * @throws MalformedDataException if that cannot be yet
     */
    abstract void onSuccess();

    /** Ends an exchange that the sink no longer waits for. */
    abstract void giveUp();

    /** A block while the sink awaits the end. */
    abstract void onActiveBlock(BlockHeader.Kind kind, Block block);

    abstract long rows();

    abstract long blocks();

    /** Starts. */
    @Override
    public final void run() {
        if (deadline.hasPassed()) {
            refuse(ExchangeFailures.deadlinePassed(context(null)));
            return;
        }
        if (!connection.claim(this)) {
            refuse(ExchangeFailures.notUsable(connection.endpoint(), context(null)));
            return;
        }
        stage = Stage.ACTIVE;
        connection.progress().reset();
        ByteBuf request;
        try {
            request = encode();
        } catch (RuntimeException | Error e) {
            fail(ExchangeFailures.notEncoded(e, context(null)), true);
            return;
        }
        requestStarted = true;
        connection.limit().runAt(deadline, this::onDeadline);
        send(request);
    }

    /** The event loop takes no tasks any more. */
    final void onRefused() {
        refuse(ExchangeFailures.notUsable(connection.endpoint(), context(null)));
    }

    @Override
    public final void cancel() {
        try {
            connection.execute(this::onCancel);
        } catch (RejectedExecutionException e) {
            // The event loop has ended, and with it the exchange.
        }
    }

    @Override
    public final boolean compression() {
        return options.compressed();
    }

    @Override
    public final boolean wants(BlockHeader.Kind kind) {
        return stage == Stage.ACTIVE && SinkBlocks.wants(sink, kind);
    }

    @Override
    public final void onBytes(int bytes) {
        drainedBytes += stage == Stage.DRAINING ? bytes : 0;
        if (drainedBytes > MAXIMUM_DRAINED_BYTES) {
            end(false);
        }
    }

    @Override
    public final void onPacket(ServerPacket packet) {
        answerBegun |= !(packet instanceof ServerError);
        if (packet instanceof ProgressSum progress) {
            onProgress(progress);
        } else if (packet == ServerSignal.END_OF_STREAM) {
            onEndOfStream();
        } else if (packet instanceof ServerError error) {
            onServerError(error);
        } else if (packet instanceof ProfileInfo info) {
            rowsBeforeLimit = info.appliedLimit() ? info.rowsBeforeLimit() : -1;
        } else if (packet == ServerSignal.PONG) {
            onPong();
        }
        // Nothing follows for a client from the other packets.
    }

    @Override
    public final void onBlock(BlockHeader.Kind kind, Block block) {
        answerBegun |= kind != BlockHeader.Kind.LOG;
        if (stage != Stage.ACTIVE) {
            return;
        }
        try {
            if (!SinkBlocks.isAside(sink, kind, block)) {
                onActiveBlock(kind, block);
            }
        } catch (MalformedDataException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            onSinkFailure(e);
        }
    }

    @Override
    public final void onBroken(Function<FailureContext, ClickHouseException> failure) {
        boolean wasActive = stage == Stage.ACTIVE;
        finish();
        onGivenUp();
        if (wasActive) {
            signals.onFailure(failure.apply(context(null)));
        }
        signals.onReleased();
    }

    /** Counts the packets that the operating system took over completely. */
    @Override
    public final void operationComplete(ChannelFuture written) {
        if (written.isSuccess()) {
            packetsWritten++;
        } else if (stage == Stage.ACTIVE || stage == Stage.DRAINING) {
            connection.onWriteFailed(written.cause());
        }
    }

    /** Sends a packet, or its last piece. */
    final void send(ByteBuf packet) {
        write(packet);
        connection.flush();
    }

    /** Like {@link #send}, but leaves it to the next flush. */
    final void write(ByteBuf packet) {
        packetsStarted++;
        connection.write(packet, this);
    }

    /** Sends a piece of a packet, but not its last. */
    final void sendPart(ByteBuf piece) {
        connection.write(piece, (ChannelFutureListener) written -> {
            if (!written.isSuccess()) {
                operationComplete(written);
            }
        });
        connection.flush();
    }

    /** Packets that the operating system took over completely, the query being the first. */
    final int packetsWritten() {
        return packetsWritten;
    }

    public final boolean isActive() {
        return stage == Stage.ACTIVE;
    }

    /** Reports {@code failure}; the connection is closed unless {@code reusable}. */
    final void fail(ClickHouseException failure, boolean reusable) {
        finish();
        connection.release(reusable);
        onGivenUp();
        signals.onFailure(failure);
        signals.onReleased();
    }

    /** Reports {@code failure} and reads on to the end of the answer, so that the connection can be kept. */
    final void failAndDrain(ClickHouseException failure) {
        stage = Stage.DRAINING;
        onGivenUp();
        signals.onFailure(failure);
        drain();
    }

    /** From now on drops what comes, for a limited time. */
    final void drain() {
        stage = Stage.DRAINING;
        Duration grace = connection.session().options().timeouts().cancelGrace();
        connection.limit().runAfter(grace, () -> end(false));
        connection.resume();
    }

    /** Ends without a further signal but the release. */
    final void end(boolean reusable) {
        if (stage == Stage.DONE) {
            return;
        }
        finish();
        connection.release(reusable);
        onGivenUp();
        signals.onReleased();
    }

    final FailureContext context(@Nullable ServerError error) {
        return reached(stage == Stage.NEW ? Outcome.NOT_EXECUTED : outcome(error));
    }

    final FailureContext reached(Outcome outcome) {
        String id = options.queryId().isEmpty() ? null : options.queryId();
        return new FailureContext(outcome, List.of(connection.endpoint()), id, 1, requestStarted, isRepeatable());
    }

    /** A call of the sink threw: whoever throws is not asked again. */
    final void onSinkFailure(Throwable e) {
        LOG.warn("A consumer of an answer threw; its exchange is cancelled", e);
        onCancel();
    }

    private void onProgress(ProgressSum progress) {
        if (stage == Stage.ACTIVE && sink.wantsProgress()) {
            try {
                sink.onProgress(progress.value());
            } catch (RuntimeException | Error e) {
                onSinkFailure(e);
            }
        }
    }

    private void onPong() {
        if (!proving) {
            throw new MalformedDataException("a Pong in the middle of an answer");
        }
        end(packetsWritten == packetsStarted);
    }

    private void onEndOfStream() {
        if (stage == Stage.DRAINING) {
            end(packetsWritten == packetsStarted);
            return;
        }
        onSuccess();
        Progress progress = connection.progress().value();
        finish();
        connection.release(packetsWritten == packetsStarted);
        var server = connection.endpoint();
        signals.onEnd(
                new Summary(options.queryId(), server, List.of(server), rows(), blocks(), rowsBeforeLimit, progress));
        signals.onReleased();
    }

    private void onServerError(ServerError error) {
        boolean reusable = isComplete()
                && packetsWritten == packetsStarted
                && ServerErrors.leavesConnectionUsable(
                        error.code(), connection.session().revision());
        OwnSetting own = connection.requests().refused(error);
        if (stage == Stage.DRAINING) {
            end(reusable);
        } else if (own != null) {
            fail(ServerErrors.ofOwnSetting(own, error, connection.endpoint(), reached(Outcome.NOT_EXECUTED)), false);
        } else if (reusable && !answerBegun) {
            failAndProve(ServerErrors.exception(error, context(error)));
        } else {
            fail(ServerErrors.exception(error, context(error)), reusable);
        }
    }

    /** The next statement must not find out whether the server {@link ServerErrors#leavesConnectionUsable goes on}. */
    private void failAndProve(ClickHouseException failure) {
        stage = Stage.DRAINING;
        onGivenUp();
        signals.onFailure(failure);
        proving = LastPacket.send(this, () -> connection.requests().signal(ClientSignal.PING));
        if (proving) {
            drain();
        } else {
            end(false);
        }
    }

    /** Whether the server has all that it will be sent. */
    abstract boolean isComplete();

    private void onCancel() {
        if (stage == Stage.ACTIVE) {
            giveUp();
        }
    }

    private void onDeadline() {
        if (stage == Stage.ACTIVE) {
            onTimeOver(ExchangeFailures.deadlinePassed(context(null)));
        }
    }

    /** The operation's time is over; reports {@code failure}. */
    abstract void onTimeOver(OperationTimeoutException failure);

    private void refuse(ClickHouseException failure) {
        stage = Stage.DONE;
        onGivenUp();
        signals.onFailure(failure);
        signals.onReleased();
    }

    private void finish() {
        stage = Stage.DONE;
        connection.limit().cancel();
    }
}
