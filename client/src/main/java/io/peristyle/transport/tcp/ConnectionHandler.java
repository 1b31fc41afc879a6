package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.peristyle.transport.netty.LoopThread;
import org.jspecify.annotations.Nullable;

/** The last handler of the pipeline: passes Netty's events on to the connection. */
final class ConnectionHandler extends ChannelInboundHandlerAdapter {
    private final TcpConnection connection;
    private @Nullable Throwable failure;

    ConnectionHandler(TcpConnection connection) {
        this.connection = connection;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        LoopThread.beforeLongWork();
        connection.onBytes((ByteBuf) message);
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        if (context.channel().isWritable()) {
            connection.onWritable();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        connection.onInactive(failure);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        var unused = context.close();
    }
}
