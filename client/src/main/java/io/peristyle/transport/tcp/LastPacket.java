package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The packet with which an exchange gives up: that it cannot be made must not keep the exchange from its end. */
final class LastPacket {
    private static final Logger LOG = LoggerFactory.getLogger(LastPacket.class);

    private LastPacket() {}

    /** Sends it; false if there is no memory for it, most likely: then the connection cannot be kept. */
    static boolean send(TcpExchange exchange, Supplier<ByteBuf> packet) {
        try {
            exchange.send(packet.get());
            return true;
        } catch (RuntimeException | Error e) {
            LOG.warn("An exchange is given up without a word to the server", e);
            return false;
        }
    }
}
