package io.peristyle.cli.input;

import java.io.IOException;
import java.io.InputStream;

/** Bytes read one by one with one byte of foresight, and where in the text they stand. Not thread-safe. */
final class ByteSource {
    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];

    private int position;
    private int limit;
    private long line = 1;
    private long lineStart;
    private long consumedBefore;

    ByteSource(InputStream in) {
        this.in = in;
    }

    /** The next byte, which stays the next one; −1 at the end. */
    int peek() throws IOException {
        return position < limit || fill() ? buffer[position] & 255 : -1;
    }

    /** The next byte; −1 at the end. */
    int read() throws IOException {
        if (position == limit && !fill()) {
            return -1;
        }
        int b = buffer[position++] & 255;
        if (b == '\n') {
            line++;
            lineStart = bytesRead();
        }
        return b;
    }

    /** The line of the next byte, from 1. */
    long line() {
        return line;
    }

    /** Where in its line the next byte stands, from 1, in bytes. */
    long column() {
        return bytesRead() - lineStart + 1;
    }

    /** How many bytes were taken. */
    long bytesRead() {
        return consumedBefore + position;
    }

    InputException failure(String message) {
        return new InputException(line, column(), message);
    }

    private boolean fill() throws IOException {
        consumedBefore += position;
        position = 0;
        limit = Math.max(0, in.read(buffer));
        return limit > 0;
    }
}
