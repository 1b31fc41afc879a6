package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * The first handler of the pipeline. Bytes that nobody asked for end the connection before they are looked at. Lines of
 * progress, of which the head of an answer may have any number as long as its statement runs, are taken out and told at once.
 */
final class RawBytes extends ChannelInboundHandlerAdapter {
    private final HttpConnection connection;
    private final ProgressLines lines = new ProgressLines();

    RawBytes(HttpConnection connection) {
        this.connection = connection;
    }

    /** A request leaves whose answer may begin with progress. */
    void expectProgress() {
        lines.begin();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf in = (ByteBuf) message;
        if (!connection.onBytes()) {
            in.release();
        } else if (!lines.isActive()) {
            context.fireChannelRead(in);
        } else {
            @Nullable ByteBuf rest = lines.take(in, context.alloc(), connection.answers()::onProgress);
            if (rest != null) {
                context.fireChannelRead(rest);
            }
        }
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        lines.release();
    }
}
