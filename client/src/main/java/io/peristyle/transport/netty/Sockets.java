package io.peristyle.transport.netty;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundBuffer;

/** Closes sockets. */
public final class Sockets {
    private Sockets() {}

    /**
     * Closes a socket, and drops what was not handed to the operating system: whoever has told that it did not leave must be
     * right. TLS would send it before its farewell. Event loop only.
     */
    public static void drop(Channel channel) {
        ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
        ChannelHandlerContext outermost = channel.pipeline().firstContext();
        if (unsent == null || unsent.isEmpty() || outermost == null) {
            var unused = channel.close();
        } else {
            // From there it does not pass TLS, nor any other handler.
            var unused = outermost.close();
        }
    }
}
