package io.peristyle.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.Future;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.options.HttpProxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of a socket to a proxy: asks for a tunnel, and keeps from the handlers behind it that the socket is open
 * until the server is at its other end. Event loop only.
 *
 * <pre>
 * CONNECT db.example.com:8123 HTTP/1.1 …      HTTP/1.1 200 Connection established …
 * </pre>
 */
final class ProxyTunnel extends ChannelInboundHandlerAdapter {
    private static final int LONGEST_ANSWER = 16 << 10;
    private static final byte[] END_OF_HEAD = {'\r', '\n', '\r', '\n'};
    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})([^\\r\\n]*)", Pattern.DOTALL);

    private final Route route;
    private final String password;
    private final Duration allowed;
    private final Consumer<ClickHouseException> onFailure;
    private @Nullable ByteBuf received;
    private @Nullable Future<?> limit;

    /**
     * @param password of the proxy's user
     * @param allowed how long the proxy may take
     */
    ProxyTunnel(Route route, String password, Duration allowed, Consumer<ClickHouseException> onFailure) {
        this.route = route;
        this.password = password;
        this.allowed = allowed;
        this.onFailure = onFailure;
    }

    /** Where a socket leads: through a proxy to a server. */
    record Route(HttpProxy proxy, Endpoint server) {}

    @Override
    public void channelActive(ChannelHandlerContext context) {
        limit = context.executor()
                .schedule(
                        () -> fail(
                                context,
                                new OperationTimeoutException(
                                        Phase.DIAL,
                                        proxy() + " did not open a tunnel to " + route.server() + " within " + allowed,
                                        where(),
                                        null)),
                        allowed.toNanos(),
                        TimeUnit.NANOSECONDS);
        ByteBuf request = ByteBufUtil.writeUtf8(context.alloc(), request());
        var unused = context.writeAndFlush(request, context.voidPromise());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (received == null) {
            received = context.alloc().buffer(in.readableBytes());
        }
        int before = received.writerIndex();
        // Copied: an answer that trickles must not hold a read's whole buffer for each of its bytes.
        received.writeBytes(in);
        in.release();
        int from = Math.max(0, before - END_OF_HEAD.length + 1);
        int end = endOfHead(received, from);
        if (end >= 0) {
            onAnswer(context, received, end);
        } else if (received.readableBytes() > LONGEST_ANSWER) {
            fail(context, refused("is no HTTP proxy: its answer has no end"));
        }
    }

    private static int endOfHead(ByteBuf received, int from) {
        ByteBuf unseen = received.slice(from, received.writerIndex() - from);
        int at = ByteBufUtil.indexOf(Unpooled.wrappedBuffer(END_OF_HEAD), unseen);
        return at < 0 ? at : from + at;
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        fail(context, refused("closed the connection before it opened a tunnel"));
        context.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        fail(context, refused("broke the connection before it opened a tunnel: " + cause.getMessage()));
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        cancelLimit();
        if (received != null) {
            received.release();
            received = null;
        }
    }

    private void onAnswer(ChannelHandlerContext context, ByteBuf answer, int end) {
        String head = answer.toString(answer.readerIndex(), end - answer.readerIndex(), StandardCharsets.ISO_8859_1);
        Matcher status = STATUS.matcher(head);
        if (!status.lookingAt()) {
            fail(context, refused("is no HTTP proxy"));
        } else if (!status.group(1).startsWith("2")) {
            // Some say 401 to whom they do not know, though the word for that is 407.
            boolean unknownUser =
                    status.group(1).equals("407") || status.group(1).equals("401");
            String hint = unknownUser ? "; user and password are said in http_proxy" : "";
            fail(context, refused("refused a tunnel: " + status.group(1) + status.group(2) + hint));
        } else {
            cancelLimit();
            answer.readerIndex(end + END_OF_HEAD.length);
            @Nullable ByteBuf rest = answer.isReadable() ? answer.retainedSlice() : null;
            context.fireChannelActive();
            if (rest != null) {
                context.fireChannelRead(rest);
            }
            context.pipeline().remove(this);
        }
    }

    private String request() {
        String server = route.server().host();
        String address = (server.indexOf(':') >= 0 ? "[" + server + "]" : server) + ":"
                + route.server().port();
        String request = "CONNECT " + address + " HTTP/1.1\r\nHost: " + address + "\r\n";
        if (!route.proxy().username().isEmpty()) {
            byte[] user = (route.proxy().username() + ":" + password).getBytes(StandardCharsets.UTF_8);
            request += "Proxy-Authorization: Basic " + Base64.getEncoder().encodeToString(user) + "\r\n";
        }
        return request + "\r\n";
    }

    private ConnectionException refused(String what) {
        return new ConnectionException(proxy() + " on the way to " + route.server() + " " + what, where(), null);
    }

    private String proxy() {
        return "the proxy " + route.proxy().endpoint();
    }

    private FailureContext where() {
        return FailureContext.connecting(route.server());
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
