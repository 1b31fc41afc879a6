package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;
import io.peristyle.wire.IncompleteException;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireInput;
import org.jspecify.annotations.Nullable;

/** What the server sends. Of packets with a block, only what comes before the block. */
public sealed interface ServerPacket
        permits ServerHello,
                ServerError,
                ProgressSum,
                ProfileInfo,
                TableColumns,
                TimezoneUpdate,
                PartUUIDs,
                BlockHeader,
                ServerSignal {

    /**
     * Takes the next packet out of {@code in}, in any state after the handshake.
     *
     * @param compression whether the query at hand asked for compression
     * @param maximumDepth how many errors, the first one and its causes, may be in one
     * @param progress what a Progress packet is added to, and is then the answer
     * @return null if the packet has not arrived in full; the reader index is then unchanged
     * @throws MalformedDataException if the bytes are no packet that a client may get
     */
    static @Nullable ServerPacket tryDecode(
            ByteBuf in, int revision, boolean compression, int maximumDepth, ProgressSum progress) {
        int start = in.readerIndex();
        try {
            return decode(in, revision, compression, maximumDepth, progress);
        } catch (IncompleteException e) {
            in.readerIndex(start);
            return null;
        }
    }

    /**
     * Takes the answer to the client's Hello out of {@code in}: a {@link ServerHello} or a {@link ServerError}.
     *
     * @return null if the answer has not arrived in full; the reader index is then unchanged
     * @throws MalformedDataException if it is neither; for some other protocols the message says which
     */
    static @Nullable ServerPacket tryDecodeHandshake(ByteBuf in, int clientRevision) {
        return tryDecodeHandshake(in, clientRevision, ServerError.DEFAULT_MAXIMUM_DEPTH);
    }

    /** The same, with at most {@code maximumDepth} errors, the first one and its causes, in one. */
    static @Nullable ServerPacket tryDecodeHandshake(ByteBuf in, int clientRevision, int maximumDepth) {
        int start = in.readerIndex();
        try {
            long type = WireInput.readVarUInt(in);
            if (type == ServerHello.TYPE) {
                return ServerHello.decode(in, clientRevision);
            }
            if (type == ServerError.TYPE) {
                return ServerError.decode(in, maximumDepth);
            }
            throw new MalformedDataException(ForeignProtocol.explain(in.getByte(start)));
        } catch (IncompleteException e) {
            in.readerIndex(start);
            return null;
        }
    }

    private static ServerPacket decode(
            ByteBuf in, int revision, boolean compression, int maximumDepth, ProgressSum progress) {
        int type = WireInput.readSize(in, Integer.MAX_VALUE, "a packet type");
        BlockHeader.Kind kind = BlockHeader.Kind.of(type);
        if (kind != null) {
            return BlockHeader.decode(in, kind);
        }
        return switch (type) {
            case ServerError.TYPE -> ServerError.decode(in, maximumDepth);
            case ProgressSum.TYPE -> {
                progress.add(in, revision);
                yield progress;
            }
            case ServerSignal.PONG_TYPE -> ServerSignal.PONG;
            case ServerSignal.END_OF_STREAM_TYPE -> ServerSignal.END_OF_STREAM;
            case ProfileInfo.TYPE -> ProfileInfo.decode(in, revision);
            case TableColumns.TYPE ->
                compression && Revision.COMPRESSED_LOGS.in(revision)
                        ? ServerSignal.FRAMED_TABLE_COLUMNS
                        : TableColumns.decode(in);
            case PartUUIDs.TYPE -> PartUUIDs.decode(in);
            case TimezoneUpdate.TYPE -> TimezoneUpdate.decode(in);
            default -> throw new MalformedDataException("a packet of type " + type + ", which no client expects");
        };
    }
}
