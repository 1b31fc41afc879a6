package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpResponse;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.time.Deadline;
import io.peristyle.transport.netty.LoopTimer;
import io.peristyle.wire.MalformedDataException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A ping and its answer. Event loop only. */
final class PingExchange implements Conversation, Runnable {
    private final HttpConnection connection;
    private final Deadline deadline;
    private final CompletableFuture<Duration> result = new CompletableFuture<>();
    private long sentNanos;
    private final LoopTimer limit;
    private boolean ok;

    PingExchange(HttpConnection connection, Deadline deadline) {
        this.connection = connection;
        this.deadline = deadline;
        this.limit = new LoopTimer(connection.eventLoop());
    }

    /** Completes on the event loop. */
    CompletableFuture<Duration> result() {
        return result;
    }

    /** The event loop takes no tasks any more. */
    void onRefused() {
        result.completeExceptionally(new ConnectionException(
                "the connection to " + connection.endpoint() + " is closed or busy", context(), null));
    }

    @Override
    public void run() {
        if (!connection.claim(this)) {
            onRefused();
            return;
        }
        sentNanos = connection.session().clock().nanoTime();
        limit.runAt(deadline, this::onDeadline);
        try {
            connection.writeHead(connection.requests().ping(), written -> {});
            connection.flush();
        } catch (RuntimeException | Error e) {
            connection.breakOff(context -> new ConnectionException(
                    "a ping of " + connection.endpoint() + " could not be sent: " + e, context, e));
        }
    }

    @Override
    public boolean takesAnswer() {
        return true;
    }

    @Override
    public boolean awaitsServer() {
        return true;
    }

    @Override
    public void onHead(HttpResponse head) {
        ok = !AnswerStatus.of(head).isError();
        connection.body().begin(AnswerBody.Kind.TEXT, AnswerEncoding.PLAIN, null);
    }

    @Override
    public void onStep(AnswerBody.Step step) {
        if (step == AnswerBody.Step.CUT) {
            connection.breakOff(connection::closedInTheMiddle);
        } else if (!ok) {
            throw new MalformedDataException("an error in answer to a ping");
        } else {
            limit.close();
            connection.release(true);
            result.complete(Duration.ofNanos(connection.session().clock().nanoTime() - sentNanos));
        }
    }

    @Override
    public void onBroken(Function<FailureContext, ClickHouseException> failure) {
        limit.close();
        result.completeExceptionally(failure.apply(context()));
    }

    private void onDeadline() {
        connection.breakOff(context -> new OperationTimeoutException(
                Phase.OPERATION, connection.endpoint() + " did not answer a ping in time", context, null));
    }

    private FailureContext context() {
        return FailureContext.connecting(connection.endpoint());
    }
}
