package io.peristyle.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Encodes short texts of ASCII characters, many at a time: one look at all their lengths, which has the processor fetch them from
 * memory side by side, and one at all their characters. Not thread-safe.
 */
final class TextBatch {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long HIGH_BITS = 0x8080_8080_8080_8080L;
    private static final int MOST_ROWS = 128;
    private static final int MOST_CHARACTERS = 4096;

    private final char[] characters = new char[MOST_CHARACTERS];
    private final CharBuffer source = CharBuffer.wrap(characters);
    private final CharsetEncoder narrow = StandardCharsets.ISO_8859_1.newEncoder();
    /** Where each text ends in {@link #characters}. */
    private final int[] ends = new int[MOST_ROWS];

    private int size;

    /** Takes the first texts of {@code values}; returns how many, which is 0 if the first is none or long. */
    int gather(@Nullable Object[] values, int from, int to) {
        size = measure(values, from, Math.min(to - from, MOST_ROWS));
        copy(values, from);
        return size;
    }

    private int measure(@Nullable Object[] values, int from, int most) {
        int end = 0;
        for (int i = 0; i < most; i++) {
            if (!(values[from + i] instanceof String text) || text.length() > MOST_CHARACTERS - end) {
                return i;
            }
            end += text.length();
            ends[i] = end;
        }
        return most;
    }

    private void copy(@Nullable Object[] values, int from) {
        int start = 0;
        for (int i = 0; i < size; i++) {
            if (values[from + i] instanceof String text) {
                text.getChars(0, text.length(), characters, start);
            }
            start = ends[i];
        }
    }

    /** How many texts were taken. */
    int size() {
        return size;
    }

    /** How many characters there are in all texts. */
    int length() {
        return size == 0 ? 0 : ends[size - 1];
    }

    /** Where text {@code i} ends. */
    int end(int i) {
        return ends[i];
    }

    /** Puts the bytes of all texts into {@code target}; false if not all their characters are ASCII. */
    boolean encodeAscii(byte[] target, int from) {
        int length = length();
        source.clear().limit(length);
        narrow.reset();
        return !narrow.encode(source, ByteBuffer.wrap(target, from, length), true)
                        .isError()
                && isAscii(target, from, from + length);
    }

    private static boolean isAscii(byte[] bytes, int from, int to) {
        long all = 0;
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            all |= (long) WORDS.get(bytes, i);
        }
        for (; i < to; i++) {
            all |= bytes[i];
        }
        return (all & HIGH_BITS) == 0;
    }
}
