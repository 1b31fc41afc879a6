package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.peristyle.codec.BlockReader;
import io.peristyle.codec.BlockSkipper;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.codec.ReadLimits;
import io.peristyle.column.Block;
import io.peristyle.compress.FrameReader;
import io.peristyle.options.Limits;
import io.peristyle.packet.BlockHeader;
import io.peristyle.packet.ProgressSum;
import io.peristyle.packet.ServerPacket;
import io.peristyle.packet.ServerSignal;
import io.peristyle.packet.TableColumns;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/**
 * Takes packets and blocks out of the bytes of one connection, wherever they are cut. Event loop only.
 *
 * <h2>Implementation note</h2>
 *
 * Blocks, which may be of any size, go straight from the received buffer through the frames to the columns. All other
 * packets are small: such a packet is decoded where it lies, and only when its end has not arrived are its bytes copied,
 * to be tried again with the next ones.
 */
final class PacketReader {
    private static final int FIRST_STEP = 64;
    private static final int KEPT_BYTES = 4096;

    private final int revision;
    private final CodecRegistry codecs;
    private final Limits limits;
    private final BlockReader blocks;
    private final BlockSkipper unwantedBlocks;
    private final FrameReader frames;
    private final ByteBufAllocator allocator;
    private final ProgressSum progress = new ProgressSum();

    /** The beginning of a packet whose end has not arrived; null until needed. */
    private @Nullable ByteBuf begun;

    /** Decompressed bytes of a packet that is no block; null until needed. */
    private @Nullable ByteBuf unframed;

    private boolean inBlock;
    private boolean blockWanted;
    private boolean inTableColumns;
    private boolean framed;
    private @Nullable ServerPacket packet;

    PacketReader(int revision, CodecRegistry codecs, Limits limits, ByteBufAllocator allocator) {
        this.revision = revision;
        this.codecs = codecs;
        this.limits = limits;
        this.allocator = allocator;
        ReadLimits ofBlocks = new ReadLimits(
                limits.maximumStringBytes(),
                limits.maximumBlockBytes(),
                limits.maximumBlockRows(),
                limits.maximumColumns());
        blocks = new BlockReader(revision, codecs, ofBlocks);
        unwantedBlocks = new BlockSkipper(revision, codecs, ofBlocks);
        frames = new FrameReader(allocator, limits.maximumFrameBytes());
    }

    /** What {@link #read} came to. */
    enum Step {
        /** Everything was read; more has to arrive. */
        NEEDS_BYTES,
        /** A packet without a block, in {@link PacketReader#packet()}. */
        PACKET,
        /** A packet with its block: {@link PacketReader#packet()} is a {@link BlockHeader}. */
        BLOCK,
        /** A packet whose block nobody wants: it was not kept. */
        UNWANTED_BLOCK
    }

    /**
     * Reads on, up to the end of the packet at hand.
     *
     * @param answer what the packets belong to
     * @throws MalformedDataException if the bytes are none that the protocol allows
     */
    Step read(ByteBuf in, Answer answer) {
        if (inBlock) {
            return readBlock(in);
        }
        if (inTableColumns) {
            return readTableColumns(in);
        }
        ServerPacket next = begun != null && begun.isReadable()
                ? decodeAcross(begun, in, answer.compression())
                : decodeWithin(in, answer.compression());
        if (next == null) {
            return Step.NEEDS_BYTES;
        }
        packet = next;
        if (next instanceof BlockHeader header) {
            beginBlock(header, answer);
            return readBlock(in);
        }
        if (next == ServerSignal.FRAMED_TABLE_COLUMNS) {
            inTableColumns = true;
            return readTableColumns(in);
        }
        return Step.PACKET;
    }

    /** The packet read last. */
    ServerPacket packet() {
        if (packet == null) {
            throw new IllegalStateException("no packet was read");
        }
        return packet;
    }

    /** The block read last. */
    Block block() {
        return blocks.block();
    }

    /** What the Progress packets come to. */
    ProgressSum progress() {
        return progress;
    }

    /** Whether the next byte begins a packet. */
    boolean isBetweenPackets() {
        return !inBlock && !inTableColumns && (begun == null || !begun.isReadable());
    }

    /** Gives all memory back. */
    void release() {
        frames.release();
        if (begun != null) {
            begun.release();
            begun = null;
        }
        if (unframed != null) {
            unframed.release();
            unframed = null;
        }
    }

    private @Nullable ServerPacket decodeWithin(ByteBuf in, boolean compression) {
        if (!in.isReadable()) {
            return null;
        }
        ServerPacket next = ServerPacket.tryDecode(in, revision, compression, limits.maximumExceptionDepth(), progress);
        if (next == null) {
            begun().writeBytes(in);
        }
        return next;
    }

    /** Adds bytes in steps until the packet is whole; those behind it stay in {@code in}. */
    private @Nullable ServerPacket decodeAcross(ByteBuf whole, ByteBuf in, boolean compression) {
        for (int step = FIRST_STEP; in.isReadable(); step *= 2) {
            whole.writeBytes(in, Math.min(step, in.readableBytes()));
            ServerPacket next =
                    ServerPacket.tryDecode(whole, revision, compression, limits.maximumExceptionDepth(), progress);
            if (next != null) {
                in.readerIndex(in.readerIndex() - whole.readableBytes());
                forgetBegun(whole);
                return next;
            }
        }
        return null;
    }

    private ByteBuf begun() {
        if (begun == null) {
            begun = allocator.buffer(FIRST_STEP);
        }
        return begun;
    }

    private void forgetBegun(ByteBuf whole) {
        if (whole.capacity() > KEPT_BYTES) {
            whole.release();
            begun = null;
        } else {
            whole.clear();
        }
    }

    private void beginBlock(BlockHeader header, Answer answer) {
        inBlock = true;
        framed = header.isFramed(answer.compression(), revision);
        blockWanted = answer.wants(header.kind());
        if (blockWanted) {
            blocks.use(codecs.inZone(answer.zone()));
            blocks.reset(header.kind() == BlockHeader.Kind.DATA ? answer.arrays() : null);
        } else {
            unwantedBlocks.reset();
        }
    }

    private Step readBlock(ByteBuf in) {
        if (!(framed ? readFramedBlock(in) : readBlockBytes(in))) {
            return Step.NEEDS_BYTES;
        }
        inBlock = false;
        return blockWanted ? Step.BLOCK : Step.UNWANTED_BLOCK;
    }

    private boolean readBlockBytes(ByteBuf in) {
        return blockWanted ? blocks.read(in) : unwantedBlocks.skip(in);
    }

    private boolean readFramedBlock(ByteBuf in) {
        for (ByteBuf payload = frames.read(in); payload != null; payload = frames.read(in)) {
            boolean complete = readBlockBytes(payload);
            if (payload.isReadable()) {
                throw new MalformedDataException(
                        payload.readableBytes() + " bytes behind the end of a compressed block");
            }
            if (complete) {
                return true;
            }
        }
        return false;
    }

    private Step readTableColumns(ByteBuf in) {
        if (unframed == null) {
            unframed = allocator.buffer(FIRST_STEP);
        }
        for (ByteBuf payload = frames.read(in); payload != null; payload = frames.read(in)) {
            unframed.writeBytes(payload);
            TableColumns columns = TableColumns.tryDecodeBody(unframed);
            if (columns != null) {
                endTableColumns(unframed);
                packet = columns;
                return Step.PACKET;
            }
        }
        return Step.NEEDS_BYTES;
    }

    private void endTableColumns(ByteBuf body) {
        int rest = body.readableBytes();
        body.release();
        unframed = null;
        inTableColumns = false;
        if (rest > 0) {
            throw new MalformedDataException(rest + " bytes behind the compressed description of a table");
        }
    }
}
