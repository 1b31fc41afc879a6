package io.peristyle.cli.format;

/** Characters in bytes that may be UTF-8 and may be anything. */
final class Utf8 {
    private Utf8() {}

    /** How many bytes the character at {@code at} has; 0 if no character begins there, or it does not end before {@code to}. */
    static int length(byte[] text, int at, int to) {
        int first = text[at] & 0xff;
        int length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
        if (length > to - at) {
            return 0;
        }
        for (int i = 1; i < length; i++) {
            if ((text[at + i] & 0xc0) != 0x80) {
                return 0;
            }
        }
        int second = length > 2 ? text[at + 1] & 0xff : 0;
        boolean overlong = (first == 0xe0 && second < 0xa0) || (first == 0xf0 && second < 0x90);
        boolean beyond = (first == 0xed && second > 0x9f) || (first == 0xf4 && second > 0x8f);
        return overlong || beyond ? 0 : length;
    }

    /** The character of {@code length} bytes at {@code at}. */
    static int character(byte[] text, int at, int length) {
        if (length == 1) {
            return text[at];
        }
        int character = text[at] & (0xff >> (length + 1));
        for (int i = 1; i < length; i++) {
            character = (character << 6) | (text[at + i] & 0x3f);
        }
        return character;
    }
}
