package io.peristyle.codec;

/** Texts to bytes, into an array that is there already. */
final class Utf8 {
    /** Bytes that one {@code char} takes at most. */
    static final int MOST_BYTES = 3;

    private Utf8() {}

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

    /** {@link #encodeAscii(CharSequence, byte[], int)}, faster: looks at all characters, then copies the bytes at once. */
    @SuppressWarnings("deprecation") // Drops the high bytes of characters, of which there are none.
    static int encodeAscii(String text, byte[] target, int from) {
        int length = text.length();
        int all = 0;
        for (int i = 0; i < length; i++) {
            all |= text.charAt(i);
        }
        if (all >= 0x80) {
            return -1;
        }
        text.getBytes(0, length, target, from);
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
