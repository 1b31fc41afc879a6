package io.peristyle.transport.tcp;

import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.FailureContext;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ServerPacket;
import java.util.function.Function;

/** What a connection is busy with, as the connection sees it: takes all that the server sends. Event loop only. */
interface Conversation extends Answer {
    /** Whether it takes packets now; if not, the socket is not read. */
    boolean takesPackets();

    /** Whether the server owes an answer now, so that its silence counts. */
    boolean awaitsServer();

    /** So many bytes have arrived; comes before the packets in them. */
    void onBytes(int bytes);

    /** A packet that has no block. */
    void onPacket(ServerPacket packet);

    /** A packet with a block that is wanted. */
    void onBlock(BlockHeader.Kind kind, Block block);

    /** The socket takes bytes again. */
    void onWritable();

    /** The connection was closed in the middle; {@code failure} says why, given how far it had come. */
    void onBroken(Function<FailureContext, ClickHouseException> failure);
}
