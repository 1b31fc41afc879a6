package io.peristyle.transport.tcp;

import io.peristyle.query.Progress;

/** What a server has told of its progress with one statement, summed. Event loop only. */
final class ProgressSum {
    private long readRows;
    private long readBytes;
    private long totalRowsToRead;
    private long writtenRows;
    private long writtenBytes;
    private long elapsedNanos;

    /** Begins with another statement. */
    void reset() {
        readRows = 0;
        readBytes = 0;
        totalRowsToRead = 0;
        writtenRows = 0;
        writtenBytes = 0;
        elapsedNanos = 0;
    }

    void add(io.peristyle.packet.Progress increment) {
        readRows += increment.readRows();
        readBytes += increment.readBytes();
        totalRowsToRead += increment.totalRowsToRead();
        writtenRows += increment.writtenRows();
        writtenBytes += increment.writtenBytes();
        elapsedNanos += increment.elapsedNanos();
    }

    Progress value() {
        return new Progress(readRows, readBytes, totalRowsToRead, writtenRows, writtenBytes, elapsedNanos);
    }
}
