package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.ProtocolException;
import io.peristyle.packet.ServerError;
import io.peristyle.packet.ServerHello;
import io.peristyle.packet.ServerPacket;
import io.peristyle.time.Deadline;
import io.peristyle.transport.netty.Dialer;
import io.peristyle.wire.MalformedDataException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The exchange of Hello packets on one new socket; replaced by the connection's handler at its end. Event loop only. */
final class Handshake extends ChannelInboundHandlerAdapter implements Dialer.Greeter {
    private static final String WHICH_PORT = "; the native protocol is spoken on port 9000, with TLS on port 9440";

    private final TcpConnector connector;
    private final Greeting greeting;
    private final Deadline deadline;
    private final CompletableFuture<TcpConnection> result = new CompletableFuture<>();

    private @Nullable ByteBuf received;
    private @Nullable Future<?> limit;
    private @Nullable Throwable broken;

    Handshake(TcpConnector connector, Greeting greeting, Deadline deadline) {
        this.connector = connector;
        this.greeting = greeting;
        this.deadline = deadline;
    }

    @Override
    public CompletableFuture<TcpConnection> result() {
        return result;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        ByteBuf hello = context.alloc().directBuffer();
        greeting.hello().encode(hello, greeting.identity().revision());
        var unused = context.writeAndFlush(hello, context.voidPromise());
        Duration allowed = greeting.options().timeouts().handshake();
        boolean ownLimit = deadline.remainingNanos() > allowed.toNanos();
        limit = context.executor()
                .schedule(
                        () -> fail(context, silence(allowed, ownLimit)),
                        deadline.remainingNanos(allowed),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (result.isDone()) {
            in.release();
            return;
        }
        received = received == null ? in : append(context, received, in);
        try {
            ServerPacket answer = ServerPacket.tryDecodeHandshake(
                    received,
                    greeting.identity().revision(),
                    greeting.options().limits().maximumExceptionDepth());
            if (answer instanceof ServerHello hello) {
                onHello(context, hello, received.isReadable());
            } else if (answer instanceof ServerError error) {
                fail(context, ServerErrors.exception(error, where()));
            }
        } catch (MalformedDataException e) {
            fail(context, new ProtocolException(greeting.endpoint() + ": " + e.getMessage(), where(), e));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(
                context,
                broken instanceof ClickHouseException told
                        ? told
                        : new ConnectionException(
                                greeting.endpoint() + " closed the connection during the handshake" + WHICH_PORT,
                                where(),
                                broken));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (broken == null) {
            broken = cause;
        }
        var unused = context.close();
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (received != null) {
            received.release();
            received = null;
        }
    }

    private static ByteBuf append(ChannelHandlerContext context, ByteBuf before, ByteBuf in) {
        ByteBuf whole = context.alloc().buffer(before.readableBytes() + in.readableBytes());
        whole.writeBytes(before).writeBytes(in);
        before.release();
        in.release();
        return whole;
    }

    private void onHello(ChannelHandlerContext context, ServerHello hello, boolean bytesLeft) {
        if (bytesLeft) {
            throw new MalformedDataException("the server's Hello is followed by more than it may be");
        }
        NewConnection parts = new NewConnection(greeting, hello, connector);
        ByteBuf addendum = context.alloc().directBuffer();
        parts.addendum().encode(addendum, parts.revision());
        var unused = context.writeAndFlush(addendum, context.voidPromise());
        cancelLimit();
        TcpConnection connection = parts.connection(context.channel());
        context.pipeline().replace(this, null, new ConnectionHandler(connection));
        result.complete(connection);
    }

    private OperationTimeoutException silence(Duration allowed, boolean ownLimit) {
        return ownLimit
                ? new OperationTimeoutException(
                        Phase.HANDSHAKE,
                        greeting.endpoint() + " did not answer the handshake within " + allowed
                                + ": the server hangs, or this is a port of another protocol" + WHICH_PORT,
                        where(),
                        null)
                : new OperationTimeoutException(
                        Phase.OPERATION,
                        "the operation's time was over before " + greeting.endpoint() + " answered the handshake",
                        where(),
                        null);
    }

    private void fail(ChannelHandlerContext context, ClickHouseException failure) {
        cancelLimit();
        var unused = context.close();
        result.completeExceptionally(failure);
    }

    private void cancelLimit() {
        if (limit != null) {
            limit.cancel(false);
            limit = null;
        }
    }

    private FailureContext where() {
        return FailureContext.connecting(greeting.endpoint());
    }
}
