package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.DataException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.query.Progress;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.Summary;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.LastSignals;
import io.peristyle.transport.ResultSink;
import io.peristyle.transport.netty.LoopTimer;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
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
 * <p>HTTP has no way to take a request back: giving up closes the connection, unless the whole answer had arrived.
 */
abstract sealed class HttpExchange implements Exchange, Conversation, Runnable permits QueryExchange, InsertExchange {
    private static final Logger LOG = LoggerFactory.getLogger(HttpExchange.class);
    private static final String TAG = "X-ClickHouse-Exception-Tag";
    private static final String SUMMARY = "X-ClickHouse-Summary";

    final HttpConnection connection;
    final ResultSink sink;
    private final LastSignals signals;
    private final QueryOptions options;
    private final Deadline deadline;
    private final RequestParts parts;

    private Stage stage = Stage.NEW;
    private final LoopTimer limit;
    private @Nullable AnswerStatus status;
    private Progress progress = Progress.NONE;

    HttpExchange(HttpConnection connection, ResultSink sink, QueryOptions options, Deadline deadline) {
        this.connection = connection;
        this.sink = sink;
        this.signals = new LastSignals(sink);
        this.options = options;
        this.deadline = deadline;
        this.limit = new LoopTimer(connection.eventLoop());
        this.parts = new RequestParts(connection, this);
    }

    private enum Stage {
        NEW,
        /** The sink awaits the end. */
        ACTIVE,
        DONE
    }

    /** Sends the first request; fails with a {@link ClickHouseException} if it cannot be said over HTTP. */
    abstract void begin();

    /** What the body of an answer that is no error holds. */
    abstract AnswerBody.Kind expected();

    /** How the answer was asked to be compressed. */
    abstract AnswerEncoding encoding();

    /** What may be concluded when the exchange fails now; {@code code} is the server's, or 0. */
    abstract Outcome outcome(int code);

    /** Whether the statement may be sent again even if it was carried out. */
    abstract boolean isRepeatable();

    /** Whether the server has all of the last request, as far as this client is concerned. */
    boolean isRequestComplete() {
        return true;
    }

    /** The exchange has failed or was cancelled: no more rows are needed. */
    abstract void onGivenUp();

    /** The format of an answer that is no error and no text. */
    String format() {
        return "Native";
    }

    /** A block of the answer. */
    abstract void onBlock(Block block);

    /** A part of a raw answer. */
    void onBytes(ByteBuffer bytes) {
        throw new MalformedDataException("a raw answer that was not asked for");
    }

    /** The answer has ended well. */
    abstract void onEnd();

    abstract long rows();

    abstract long blocks();

    /** Starts, unless it was given up before. */
    @Override
    public final void run() {
        if (!isWaiting()) {
            return;
        }
        if (deadline.hasPassed()) {
            refuse(deadlinePassed());
            return;
        }
        if (!connection.claim(this)) {
            refuse(notUsable());
            return;
        }
        stage = Stage.ACTIVE;
        try {
            begin();
        } catch (ClickHouseException e) {
            fail(e, true);
            return;
        } catch (RuntimeException | Error e) {
            fail(new DataException("the request could not be encoded: " + e, context(), e), true);
            return;
        }
        if (stage == Stage.ACTIVE) {
            limit.runAt(deadline, this::onDeadline);
        }
    }

    /** Is to be run later; its time runs from now on. */
    final void await() {
        limit.runAt(deadline, this::onDeadline);
    }

    /** Whether it is still to be run. */
    final boolean isWaiting() {
        return stage == Stage.NEW;
    }

    /** The event loop takes no tasks any more. */
    final void onRefused() {
        refuse(notUsable());
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
    public final void onHead(HttpResponse head) {
        AnswerStatus answered = AnswerStatus.of(head);
        status = answered;
        boolean text = answered.isError() || expected() == AnswerBody.Kind.TEXT;
        connection
                .body()
                .begin(
                        text ? AnswerBody.Kind.TEXT : expected(),
                        AnswerStatus.encoding(head, encoding()),
                        head.headers().get(TAG));
        connection.body().takeArraysFrom(sink.arrays());
        connection.body().takeTimesIn(options.timeZone());
        String told = head.headers().get(SUMMARY);
        if (told != null) {
            progress = ServerProgress.parse(told);
            tellProgress();
        }
        if (stage != Stage.ACTIVE) {
            return;
        }
        if (!answered.isError()) {
            connection.requests().arguments().answered();
            AnswerStatus.checkFraming(head, encoding());
        }
        if (answered.format() != null && !text && !answered.format().equals(format())) {
            fail(ServerFailures.otherFormat(answered.format(), format(), context()), false);
        }
    }

    @Override
    public final void onStep(AnswerBody.Step step) {
        try {
            switch (step) {
                case BLOCK -> onBlock(connection.body().block());
                case BYTES -> onBytes(connection.body().bytes());
                case END -> onEndOfAnswer();
                case ERROR -> fail(serverFailure(0, connection.body().text()), false);
                case CUT -> onCut();
                case NEEDS_BYTES -> {}
            }
        } catch (MalformedDataException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            onSinkFailure(e);
        }
    }

    @Override
    public final void onProgress(String told) {
        progress = ServerProgress.parse(told);
        tellProgress();
    }

    @Override
    public final void onBroken(Function<FailureContext, ClickHouseException> failure) {
        boolean wasActive = stage == Stage.ACTIVE;
        finish();
        onGivenUp();
        if (wasActive) {
            signals.onFailure(failure.apply(context()));
        }
        signals.onReleased();
    }

    /** Why an answer was cut off, where the exchange knows more than that. */
    ClickHouseException cutOff(FailureContext context) {
        return connection.closedInTheMiddle(context);
    }

    final RequestParts parts() {
        return parts;
    }

    public final boolean isActive() {
        return stage == Stage.ACTIVE;
    }

    final Progress progress() {
        return progress;
    }

    final QueryOptions options() {
        return options;
    }

    /** The statement was carried out. */
    final void succeed() {
        finish();
        connection.release(parts.areAllWritten());
        signals.onEnd(new Summary(
                options.queryId(),
                connection.endpoint(),
                List.of(connection.endpoint()),
                rows(),
                blocks(),
                -1,
                progress));
        signals.onReleased();
    }

    /** Reports {@code failure}; the connection is closed unless {@code reusable}. */
    final void fail(ClickHouseException failure, boolean reusable) {
        finish();
        connection.release(reusable && parts.areAllWritten() && isRequestComplete());
        onGivenUp();
        signals.onFailure(failure);
        signals.onReleased();
    }

    final FailureContext context() {
        return context(stage == Stage.NEW ? Outcome.NOT_EXECUTED : outcome(0));
    }

    final FailureContext context(Outcome outcome) {
        String id = options.queryId().isEmpty() ? null : options.queryId();
        return new FailureContext(outcome, List.of(connection.endpoint()), id, 1, parts.started() > 0, isRepeatable());
    }

    /** A call of the sink threw: whoever throws is not asked again. */
    final void onSinkFailure(Throwable e) {
        LOG.warn("A consumer of an answer threw; its exchange is cancelled", e);
        onCancel();
    }

    private void tellProgress() {
        if (stage == Stage.ACTIVE && sink.wantsProgress()) {
            try {
                sink.onProgress(progress);
            } catch (RuntimeException | Error e) {
                onSinkFailure(e);
            }
        }
    }

    private void onEndOfAnswer() {
        String text = connection.body().text();
        if (status != null && status.isError()) {
            fail(serverFailure(status.exceptionCode(), text), true);
        } else if (text.isEmpty()) {
            onEnd();
        } else {
            fail(serverFailure(0, text), false);
        }
    }

    /** What a server has told of its error counts more than that it did not tell all. */
    private void onCut() {
        if (status != null && status.exceptionCode() != 0) {
            fail(serverFailure(status.exceptionCode(), connection.body().text()), false);
        } else {
            connection.breakOff(this::cutOff);
        }
    }

    /** The server's own error. */
    ClickHouseException refusal(int code, String message) {
        return ServerFailures.exception(code, message, context(outcome(code)));
    }

    /** The error that a body tells; another failure if it tells none. */
    private ClickHouseException serverFailure(int announced, String text) {
        ServerText whole = ServerText.parse(text);
        ServerText error = whole == null && announced != 0 ? ServerText.atEnd(text, announced) : whole;
        if (error != null || announced != 0) {
            int code = error != null ? error.code() : announced;
            return refusal(code, error != null ? error.message() : "");
        }
        HttpResponseStatus answered = status == null ? HttpResponseStatus.OK : status.status();
        if (ServerFailures.isSilence(answered)) {
            onSilence();
            return ServerFailures.silence(connection.endpoint(), answered, text, context());
        }
        return ServerFailures.notOfClickHouse(connection.endpoint(), answered, text, context());
    }

    private void onCancel() {
        if (stage == Stage.DONE) {
            return;
        }
        boolean wasActive = stage == Stage.ACTIVE;
        kill();
        finish();
        if (wasActive) {
            connection.release(false);
        }
        onGivenUp();
        signals.onReleased();
    }

    private void onDeadline() {
        if (isWaiting()) {
            refuse(deadlinePassed());
        } else if (stage == Stage.ACTIVE) {
            kill();
            fail(deadlinePassed(), false);
        }
    }

    @Override
    public void onSilence() {
        kill();
    }

    private void kill() {
        if (parts.written() > 0) {
            connection.session().kill(options.queryId());
        }
    }

    private OperationTimeoutException deadlinePassed() {
        return new OperationTimeoutException(
                Phase.OPERATION, "the operation's time was over before its end", context(), null);
    }

    private ConnectionException notUsable() {
        return new ConnectionException(
                "the connection to " + connection.endpoint() + " is closed or busy", context(), null);
    }

    private void refuse(ClickHouseException failure) {
        finish();
        onGivenUp();
        signals.onFailure(failure);
        signals.onReleased();
    }

    private void finish() {
        stage = Stage.DONE;
        limit.close();
    }
}
