package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.peristyle.packet.ChunkReader;
import io.peristyle.transport.tcp.PacketReader.Step;
import io.peristyle.wire.MalformedDataException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The buffers that arrived and were not read yet, as a sequence of packets. Owns the buffers. Event loop only.
 *
 * <p>With chunked framing a packet counts as read when its end mark was read too.
 */
final class PacketStream {
    private final ArrayDeque<ByteBuf> arrived = new ArrayDeque<>();
    private final PacketReader packets;
    private final @Nullable ChunkReader chunks;

    /** What was read and waits for the end of its chunks. */
    private Step whole = Step.NEEDS_BYTES;

    PacketStream(PacketReader packets, @Nullable ChunkReader chunks) {
        this.packets = packets;
        this.chunks = chunks;
    }

    /** Takes over {@code buffer}. */
    void add(ByteBuf buffer) {
        arrived.add(buffer);
    }

    /** The packets that this reads. */
    PacketReader packets() {
        return packets;
    }

    /** Reads up to the end of the next packet. */
    Step next(Answer answer) {
        for (ByteBuf in = arrived.peekFirst(); in != null; in = arrived.peekFirst()) {
            Step step = chunks == null ? packets.read(in, answer) : nextChunked(in, chunks, answer);
            if (!in.isReadable()) {
                arrived.removeFirst().release();
            } else if (step == Step.NEEDS_BYTES) {
                throw new IllegalStateException("a reader left " + in.readableBytes() + " bytes that it should read");
            }
            if (step != Step.NEEDS_BYTES) {
                return step;
            }
        }
        return Step.NEEDS_BYTES;
    }

    /** Whether nothing of a further packet has arrived. */
    boolean isEmpty() {
        return arrived.isEmpty() && packets.isBetweenPackets() && (chunks == null || !chunks.isMidPacket());
    }

    /** Drops what was not read, and gives all memory back. */
    void release() {
        for (ByteBuf in = arrived.pollFirst(); in != null; in = arrived.pollFirst()) {
            in.release();
        }
        packets.release();
    }

    private Step nextChunked(ByteBuf in, ChunkReader reader, Answer answer) {
        while (true) {
            ChunkReader.Step step = reader.read(in);
            if (step == ChunkReader.Step.NEEDS_BYTES) {
                return Step.NEEDS_BYTES;
            }
            if (step == ChunkReader.Step.PACKET_END) {
                return endPacket();
            }
            readPayload(reader.payload(), answer);
        }
    }

    private void readPayload(ByteBuf payload, Answer answer) {
        if (whole == Step.NEEDS_BYTES) {
            whole = packets.read(payload, answer);
        }
        if (payload.isReadable()) {
            throw new MalformedDataException(
                    payload.readableBytes() + " bytes of a chunk behind the end of its packet");
        }
    }

    private Step endPacket() {
        Step step = whole;
        whole = Step.NEEDS_BYTES;
        if (step == Step.NEEDS_BYTES) {
            throw new MalformedDataException("the chunks of a packet ended before the packet");
        }
        return step;
    }
}
