package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The end of a text of which the beginning may be too long to keep: an error, or what may turn out to be one. */
final class ErrorText {
    private static final int KEPT_BYTES = 64 << 10;
    private static final byte[] BEGINNING = "Code: ".getBytes(StandardCharsets.US_ASCII);

    private byte[] bytes = new byte[0];
    private int size;

    void clear() {
        size = 0;
    }

    /** Adds the bytes of {@code in} between two indices. */
    void add(ByteBuf in, int from, int to) {
        int start = Math.max(from, to - KEPT_BYTES);
        int count = to - start;
        if (size + count > 2 * KEPT_BYTES) {
            System.arraycopy(bytes, size - KEPT_BYTES, bytes, 0, KEPT_BYTES);
            size = KEPT_BYTES;
        }
        if (bytes.length < size + count) {
            bytes = Arrays.copyOf(bytes, Math.min(2 * KEPT_BYTES, Math.max(256, 2 * (size + count))));
        }
        in.getBytes(start, bytes, size, count);
        size += count;
    }

    /** Whether it begins as the errors of servers do that put them where data should be, as far as it goes. */
    boolean mayBeError() {
        int compared = Math.min(size, BEGINNING.length);
        return Arrays.equals(bytes, 0, compared, BEGINNING, 0, compared);
    }

    /** Whether it begins as such an error, number included. */
    boolean isError() {
        return size > BEGINNING.length && mayBeError() && Character.isDigit(bytes[BEGINNING.length]);
    }

    String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }
}
