package io.peristyle.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Texts to bytes, into an array that is there already. */
final class Utf8 {
    /** Bytes that one {@code char} takes at most. */
    static final int MOST_BYTES = 3;

    private static final byte REPLACEMENT = '?';
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOWEST_BITS = 0x0101010101010101L;
    private static final long HIGHEST_BITS = 0x8080808080808080L;

    private Utf8() {}

    /**
     * The bytes of a text, as the JDK makes them: for most texts with a few wide instructions.
     *
     * @return null if the text has to be looked at more closely, since the JDK might have replaced something
     */
    static byte @Nullable [] whole(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return containsReplacement(bytes) ? null : bytes;
    }

    private static boolean containsReplacement(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            for (byte b : bytes) {
                if (b == REPLACEMENT) {
                    return true;
                }
            }
            return false;
        }
        int last = bytes.length - Long.BYTES;
        for (int i = 0; i < last; i += Long.BYTES) {
            if (containsReplacement((long) WORDS.get(bytes, i))) {
                return true;
            }
        }
        // The last word may overlap the one before it.
        return containsReplacement((long) WORDS.get(bytes, last));
    }

    // Only a byte of zero borrows from its highest bit; it is the first one that does, if any does.
    private static boolean containsReplacement(long word) {
        long zeroWhereEqual = word ^ (LOWEST_BITS * REPLACEMENT);
        return ((zeroWhereEqual - LOWEST_BITS) & ~zeroWhereEqual & HIGHEST_BITS) != 0;
    }

    /**
     * Writes a text of ASCII characters.
     *
     * @return where the bytes end; −1 if the text has another character
     */
    static int encodeAscii(CharSequence text, byte[] target, int from) {
        int length = text.length();
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return -1;
            }
            target[from + i] = (byte) c;
        }
        return from + length;
    }

    /**
     * Writes any text.
     *
     * @return where the bytes end
     * @throws IllegalArgumentException if the text has half a surrogate pair, which UTF-8 cannot express
     */
    static int encode(CharSequence text, byte[] target, int from) {
        int end = from;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                target[end++] = (byte) c;
            } else if (c < 0x800) {
                target[end++] = (byte) (0xc0 | c >> 6);
                target[end++] = (byte) (0x80 | (c & 0x3f));
            } else if (!Character.isSurrogate(c)) {
                target[end++] = (byte) (0xe0 | c >> 12);
                target[end++] = (byte) (0x80 | (c >> 6 & 0x3f));
                target[end++] = (byte) (0x80 | (c & 0x3f));
            } else {
                int point = pair(text, i++);
                target[end++] = (byte) (0xf0 | point >> 18);
                target[end++] = (byte) (0x80 | (point >> 12 & 0x3f));
                target[end++] = (byte) (0x80 | (point >> 6 & 0x3f));
                target[end++] = (byte) (0x80 | (point & 0x3f));
            }
        }
        return end;
    }

    private static int pair(CharSequence text, int index) {
        int point = Character.codePointAt(text, index);
        if (!Character.isSupplementaryCodePoint(point)) {
            throw new IllegalArgumentException("text becomes UTF-8, and character " + index
                    + " of this one is half a surrogate pair; pass bytes instead");
        }
        return point;
    }
}
