package io.peristyle.cli.input;

/** Backslash escapes of TabSeparated and of quoted text. */
final class Escapes {
    private Escapes() {}

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
