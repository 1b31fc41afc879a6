package io.peristyle.packet;

import static io.peristyle.wire.WireInput.readCount;

import io.netty.buffer.ByteBuf;
import io.peristyle.query.Progress;
import io.peristyle.revision.Revision;

/**
 * What the server has done, summed over its Progress packets since the last {@link #reset}. A server sends several of them for
 * the smallest query, so that a connection adds them up in place instead of making an object of each. For one thread at a time.
 */
public final class ProgressSum implements ServerPacket {
    static final int TYPE = 3;

    private long readRows;
    private long readBytes;
    private long totalRowsToRead;
    private long writtenRows;
    private long writtenBytes;
    private long elapsedNanos;

    /** Begins with another statement. */
    public void reset() {
        readRows = 0;
        readBytes = 0;
        totalRowsToRead = 0;
        writtenRows = 0;
        writtenBytes = 0;
        elapsedNanos = 0;
    }

    /** The sum so far. */
    public Progress value() {
        return new Progress(readRows, readBytes, totalRowsToRead, writtenRows, writtenBytes, elapsedNanos);
    }

    /** Adds a packet, but nothing of one that has not arrived in full. */
    void add(ByteBuf in, int revision) {
        long moreReadRows = readCount(in);
        long moreReadBytes = readCount(in);
        long moreRowsToRead = readCount(in);
        if (Revision.TOTAL_BYTES_IN_PROGRESS.in(revision)) {
            readCount(in);
        }
        boolean written = Revision.WRITTEN_ROWS_IN_PROGRESS.in(revision);
        long moreWrittenRows = written ? readCount(in) : 0;
        long moreWrittenBytes = written ? readCount(in) : 0;
        long moreNanos = Revision.ELAPSED_IN_PROGRESS.in(revision) ? readCount(in) : 0;
        readRows += moreReadRows;
        readBytes += moreReadBytes;
        totalRowsToRead += moreRowsToRead;
        writtenRows += moreWrittenRows;
        writtenBytes += moreWrittenBytes;
        elapsedNanos += moreNanos;
    }
}
