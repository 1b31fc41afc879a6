package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.options.Limits;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ServerSignal;
import io.peristyle.transport.tcp.PacketReader.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Reads recorded answers to queries once more, in slices of random lengths.
 *
 * @param revision the one negotiated on the connection
 */
public record SlicedReading(CodecRegistry codecs, int revision, boolean compression) implements Answer {
    private static final int LONGEST_SHORT_SLICE = 20;
    private static final int LONGEST_SLICE = 20_000;

    @Override
    public boolean wants(BlockHeader.Kind kind) {
        return kind == BlockHeader.Kind.DATA;
    }

    /**
     * The blocks of rows in an answer.
     *
     * @param bytes all that the server sent, from the answer's first packet to its last
     */
    public List<Block> blocks(byte[] bytes, Random random) {
        PacketReader reader = new PacketReader(revision, codecs, Limits.DEFAULT, UnpooledByteBufAllocator.DEFAULT);
        List<Block> blocks = new ArrayList<>();
        boolean ended = false;
        int longest = bytes.length < LONGEST_SLICE ? LONGEST_SHORT_SLICE : LONGEST_SLICE;
        for (int at = 0; at < bytes.length; ) {
            int length = Math.min(1 + random.nextInt(longest), bytes.length - at);
            // What is released, as receive buffers are, must not be looked at again.
            ByteBuf slice = Unpooled.directBuffer(length).writeBytes(bytes, at, length);
            for (Step step = reader.read(slice, this); step != Step.NEEDS_BYTES; step = reader.read(slice, this)) {
                Block block = step == Step.BLOCK ? reader.block() : Block.EMPTY;
                if (block.rows() > 0) {
                    blocks.add(block);
                }
                ended |= step == Step.PACKET && reader.packet() == ServerSignal.END_OF_STREAM;
            }
            slice.release();
            at += length;
        }
        assertThat(ended).as("the answer ended").isTrue();
        reader.release();
        return blocks;
    }
}
