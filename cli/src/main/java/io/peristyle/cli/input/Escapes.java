package io.peristyle.cli.input;

/** Backslash escapes of TabSeparated and of quoted text. */
final class Escapes {
    private static final String ESCAPED_ITSELF = "\\`\"'/";

    private Escapes() {}

    /**
     * Appends what a backslash and {@code letter} stand for, as servers read it: an N is nothing, and a backslash before what
     * needs none stays.
     */
    static void append(Bytes to, int letter) {
        int b = byteOf(letter);
        if (letter == 'N') {
            return;
        }
        if (b >= ' ' && ESCAPED_ITSELF.indexOf(b) < 0) {
            to.add('\\');
        }
        to.add(b);
    }

    /** The byte that two hexadecimal digits behind an x stand for; −1 if they are none. */
    static int hexadecimal(int high, int low) {
        int upper = Character.digit(high, 16);
        int lower = Character.digit(low, 16);
        return upper < 0 || lower < 0 ? -1 : upper << 4 | lower;
    }

    /** The byte that a backslash and {@code letter} stand for. */
    static int byteOf(int letter) {
        return switch (letter) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case '0' -> 0;
            case 'a' -> 7;
            case 'v' -> 11;
            case 'e' -> 27;
            default -> letter;
        };
    }
}
