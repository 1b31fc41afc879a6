package io.peristyle.packet;

import static io.peristyle.wire.WireInput.readBoolean;
import static io.peristyle.wire.WireInput.readCount;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;

/**
 * Counts about the whole result.
 *
 * @param bytes size in the server's memory
 * @param appliedLimit whether there was a LIMIT, so that {@code rowsBeforeLimit} means something
 * @param appliedAggregation whether there was an aggregation, so that {@code rowsBeforeAggregation} means something
 */
public record ProfileInfo(
        long rows,
        long blocks,
        long bytes,
        boolean appliedLimit,
        long rowsBeforeLimit,
        boolean appliedAggregation,
        long rowsBeforeAggregation)
        implements ServerPacket {
    static final int TYPE = 6;

    static ProfileInfo decode(ByteBuf in, int revision) {
        long rows = readCount(in);
        long blocks = readCount(in);
        long bytes = readCount(in);
        boolean appliedLimit = readBoolean(in);
        long rowsBeforeLimit = readCount(in);
        readBoolean(in); // obsolete
        boolean aggregation = Revision.ROWS_BEFORE_AGGREGATION.in(revision);
        boolean appliedAggregation = aggregation && readBoolean(in);
        long rowsBeforeAggregation = aggregation ? readCount(in) : 0;
        return new ProfileInfo(
                rows, blocks, bytes, appliedLimit, rowsBeforeLimit, appliedAggregation, rowsBeforeAggregation);
    }
}
