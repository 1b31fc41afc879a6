package io.peristyle.transport.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.compress.CompressionMethod;
import io.peristyle.compress.FrameWriter;
import io.peristyle.options.Limits;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ServerSignal;
import io.peristyle.revision.Revision;
import io.peristyle.transport.tcp.PacketReader.Step;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PacketReaderTest {
    private static final int ROWS = 40;

    private final PacketReader packets = reader(Limits.DEFAULT);

    private static PacketReader reader(Limits limits) {
        return new PacketReader(
                Revision.NEWEST, new CodecRegistry(ZoneOffset.UTC), limits, UnpooledByteBufAllocator.DEFAULT);
    }

    @AfterEach
    void release() {
        packets.release();
    }

    /** Looks at all blocks but counters. */
    private record Uninterested(boolean compression) implements Answer {
        @Override
        public boolean wants(BlockHeader.Kind kind) {
            return kind != BlockHeader.Kind.PROFILE_EVENTS;
        }
    }

    /** Counters as servers send them, then the end. */
    private static byte[] counters(int bytesInFrame) {
        ByteBuf block = Unpooled.directBuffer().writeByte(0);
        WireOutput.writeVarUInt(block, 3);
        WireOutput.writeVarUInt(block, ROWS);
        header(block, "host_name", "String");
        for (int i = 0; i < ROWS; i++) {
            WireOutput.writeString(block, "a host of ours");
        }
        header(block, "type", "Enum8('increment' = 1, 'gauge' = 2)");
        block.writeZero(ROWS);
        header(block, "value", "Int64");
        block.writeZero(ROWS * Long.BYTES);

        ByteBuf out = Unpooled.directBuffer().writeByte(14).writeByte(0);
        if (bytesInFrame == 0) {
            out.writeBytes(block);
        } else {
            try (FrameWriter frames =
                    new FrameWriter(CompressionMethod.LZ4, 0, bytesInFrame, UnpooledByteBufAllocator.DEFAULT)) {
                frames.write(block, out);
            }
        }
        byte[] bytes = ByteBufUtil.getBytes(out.writeByte(5));
        out.release();
        block.release();
        return bytes;
    }

    private static void header(ByteBuf out, String name, String type) {
        WireOutput.writeString(out, name);
        WireOutput.writeString(out, type);
        out.writeByte(0);
    }

    @Test
    void passesOverBlocksThatNobodyWantsHoweverTheyAreCutAndFramed() {
        for (int bytesInFrame : new int[] {0, 7, 100, 1 << 20}) {
            byte[] bytes = counters(bytesInFrame);
            for (int piece : new int[] {1, 3, 50, bytes.length}) {
                assertThat(steps(bytes, piece, new Uninterested(bytesInFrame > 0)))
                        .containsExactly(Step.UNWANTED_BLOCK, Step.PACKET);
                assertThat(packets.packet()).isSameAs(ServerSignal.END_OF_STREAM);
                assertThat(packets.isBetweenPackets()).isTrue();
            }
        }
    }

    private List<Step> steps(byte[] bytes, int piece, Answer answer) {
        List<Step> steps = new ArrayList<>();
        for (int at = 0; at < bytes.length; at += piece) {
            ByteBuf in = Unpooled.wrappedBuffer(bytes, at, Math.min(piece, bytes.length - at));
            for (Step step = packets.read(in, answer); step != Step.NEEDS_BYTES; step = packets.read(in, answer)) {
                steps.add(step);
            }
        }
        return steps;
    }

    @Test
    void heedsTheLimitOfNestedErrors() {
        ByteBuf nested = Unpooled.buffer().writeByte(2);
        for (int depth = 1; depth >= 0; depth--) {
            nested.writeIntLE(60).writeZero(3).writeByte(depth);
        }
        assertThat(packets.read(nested.duplicate(), new Uninterested(false))).isEqualTo(Step.PACKET);
        Limits limits = Limits.DEFAULT;
        PacketReader strict = reader(new Limits(
                limits.maximumStringBytes(),
                limits.maximumBlockBytes(),
                limits.maximumFrameBytes(),
                limits.maximumBlockRows(),
                limits.maximumColumns(),
                1));
        assertThatThrownBy(() -> strict.read(nested, new Uninterested(false)))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("more than 1");
    }
}
