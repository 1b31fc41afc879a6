package io.peristyle.cli.format;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of text that grow as they are written, to be drained to a stream now and then. Not thread-safe. */
public final class TextBuffer {
    private static final int DRAIN_AT = 64 << 10;

    private byte[] bytes;
    private int length;

    public TextBuffer() {
        this(DRAIN_AT + 4096);
    }

    TextBuffer(int capacity) {
        bytes = new byte[capacity];
    }

    public int length() {
        return length;
    }

    byte[] bytes() {
        return bytes;
    }

    byte byteAt(int index) {
        return bytes[index];
    }

    /** Forgets what is behind {@code newLength}. */
    void truncate(int newLength) {
        length = newLength;
    }

    public TextBuffer put(char ascii) {
        if (length == bytes.length) {
            grow(1);
        }
        bytes[length++] = (byte) ascii;
        return this;
    }

    TextBuffer put(char ascii, int times) {
        ensure(times);
        Arrays.fill(bytes, length, length + times, (byte) ascii);
        length += times;
        return this;
    }

    TextBuffer put(byte[] source, int from, int to) {
        ensure(to - from);
        System.arraycopy(source, from, bytes, length, to - from);
        length += to - from;
        return this;
    }

    TextBuffer put(TextBuffer other) {
        return put(other.bytes, 0, other.length);
    }

    /** Appends text that is all ASCII, without encoding it. */
    @SuppressWarnings("deprecation") // the one copy of the low bytes of a String; all of them, for ASCII
    TextBuffer putAscii(String text) {
        ensure(text.length());
        text.getBytes(0, text.length(), bytes, length);
        length += text.length();
        return this;
    }

    public TextBuffer putText(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return put(encoded, 0, encoded.length);
    }

    /** Appends {@code value} in exactly {@code width} digits; it must fit and not be negative. */
    TextBuffer putPadded(long value, int width) {
        ensure(width);
        long rest = value;
        for (int i = length + width - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += width;
        return this;
    }

    TextBuffer putLong(long value) {
        if (value < 0) {
            put('-');
            // The magnitude of Long.MIN_VALUE is right when its bits are read without sign.
            return putUnsigned(-value);
        }
        return putPadded(value, digits(value));
    }

    TextBuffer putUnsigned(long value) {
        if (value >= 0) {
            return putPadded(value, digits(value));
        }
        long head = Long.divideUnsigned(value, 10);
        putPadded(head, digits(head));
        return put((char) ('0' + (value - head * 10)));
    }

    /** Writes everything to {@code out} if it has become much, or if {@code all}; the buffer is empty then. */
    public void drain(OutputStream out, boolean all) throws IOException {
        if (length >= DRAIN_AT || all) {
            out.write(bytes, 0, length);
            length = 0;
        }
    }

    static int digits(long value) {
        int digits = 1;
        for (long bound = 10; digits < 19 && value >= bound; bound *= 10) {
            digits++;
        }
        return digits;
    }

    private void ensure(int more) {
        if (bytes.length - length < more) {
            grow(more);
        }
    }

    private void grow(int more) {
        bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length + (bytes.length >> 1) + 16));
    }

    /** A copy of what is there. */
    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
