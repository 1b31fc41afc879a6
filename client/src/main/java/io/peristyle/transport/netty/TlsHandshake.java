package io.peristyle.transport.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import io.netty.util.concurrent.Future;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands behind the handler that encrypts, and keeps from the handlers behind it that the socket is open until it is
 * encrypted. Later it says in words what goes wrong with TLS: a server may refuse the client's certificate after the
 * handshake. Event loop only.
 */
final class TlsHandshake extends ChannelInboundHandlerAdapter {
    private final Endpoint endpoint;
    private final String expectedName;
    private final Duration allowed;
    private final Consumer<ClickHouseException> onFailure;
    private boolean done;
    private @Nullable Future<?> limit;

    /**
     * @param expectedName that the certificate is to be issued for
     * @param allowed how long the server may take
     */
    TlsHandshake(Endpoint endpoint, String expectedName, Duration allowed, Consumer<ClickHouseException> onFailure) {
        this.endpoint = endpoint;
        this.expectedName = expectedName;
        this.allowed = allowed;
        this.onFailure = onFailure;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        limit = context.executor()
                .schedule(
                        () -> fail(
                                context,
                                new OperationTimeoutException(
                                        Phase.DIAL,
                                        endpoint + " did not end the TLS handshake within " + allowed,
                                        FailureContext.connecting(endpoint),
                                        null)),
                        allowed.toNanos(),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (!done && event instanceof SslHandshakeCompletionEvent completion) {
            if (completion.isSuccess()) {
                done = true;
                cancelLimit();
                context.fireChannelActive();
            } else {
                fail(context, TlsFailures.of(completion.cause(), endpoint, expectedName));
            }
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!done) {
            fail(
                    context,
                    new ConnectionException(
                            endpoint + " closed the connection during the TLS handshake",
                            FailureContext.connecting(endpoint),
                            null));
        }
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        boolean tls = TlsFailures.isTls(cause);
        if (done) {
            context.fireExceptionCaught(tls ? TlsFailures.of(cause, endpoint, expectedName) : cause);
        } else if (tls) {
            fail(context, TlsFailures.of(cause, endpoint, expectedName));
        } else {
            fail(
                    context,
                    new ConnectionException(
                            endpoint + " broke the connection during the TLS handshake: " + cause.getMessage(),
                            FailureContext.connecting(endpoint),
                            cause));
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelLimit();
    }

    private void fail(ChannelHandlerContext context, ClickHouseException failure) {
        cancelLimit();
        onFailure.accept(failure);
        var unused = context.close();
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }
}
