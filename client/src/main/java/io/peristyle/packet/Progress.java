package io.peristyle.packet;

import static io.peristyle.wire.WireInput.readCount;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;

/** What the server has done since the Progress before. Sums are the receiver's business. */
public record Progress(
        long readRows,
        long readBytes,
        long totalRowsToRead,
        long totalBytesToRead,
        long writtenRows,
        long writtenBytes,
        long elapsedNanos)
        implements ServerPacket {
    static final int TYPE = 3;

    static Progress decode(ByteBuf in, int revision) {
        long readRows = readCount(in);
        long readBytes = readCount(in);
        long totalRowsToRead = readCount(in);
        long totalBytesToRead = Revision.TOTAL_BYTES_IN_PROGRESS.in(revision) ? readCount(in) : 0;
        boolean written = Revision.WRITTEN_ROWS_IN_PROGRESS.in(revision);
        long writtenRows = written ? readCount(in) : 0;
        long writtenBytes = written ? readCount(in) : 0;
        long elapsedNanos = Revision.ELAPSED_IN_PROGRESS.in(revision) ? readCount(in) : 0;
        return new Progress(
                readRows, readBytes, totalRowsToRead, totalBytesToRead, writtenRows, writtenBytes, elapsedNanos);
    }

    @Override
    public void deliver(ServerPacketHandler handler) {
        handler.onProgress(this);
    }
}
