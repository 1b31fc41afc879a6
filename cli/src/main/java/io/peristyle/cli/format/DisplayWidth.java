package io.peristyle.cli.format;

/** The columns that text takes on a terminal. */
final class DisplayWidth {
    /** How wide a name may be where its values are not as wide. */
    static final int NAME = 24;

    private static final int WORTH_CUTTING = 4;

    /** First and last code point, in pairs, of what takes two columns: East Asian scripts, full-width forms, emoji. */
    private static final int[] WIDE = {
        0x1100, 0x115f, 0x2e80, 0x303e, 0x3041, 0x33ff, 0x3400, 0x4dbf, 0x4e00, 0x9fff, 0xa000, 0xa4cf, 0xac00, 0xd7a3,
        0xf900, 0xfaff, 0xfe30, 0xfe6f, 0xff00, 0xff60, 0xffe0, 0xffe6, 0x1f300, 0x1f64f, 0x1f900, 0x1f9ff, 0x20000,
        0x3fffd
    };

    private DisplayWidth() {}

    static int of(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            width += of(character);
            i += Character.charCount(character);
        }
        return width;
    }

    /** The text without its middle if it is longer than {@code width} by more than {@value #WORTH_CUTTING} characters. */
    static String cut(String text, int width) {
        int length = text.codePointCount(0, text.length());
        if (length <= width + WORTH_CUTTING) {
            return text;
        }
        int head = text.offsetByCodePoints(0, width / 2);
        int tail = text.offsetByCodePoints(text.length(), -(width - width / 2 - 1));
        return text.substring(0, head) + "⋯" + text.substring(tail);
    }

    private static int of(int character) {
        if (character < 0x300) {
            return character < ' ' ? 0 : 1;
        }
        int kind = Character.getType(character);
        if (kind == Character.NON_SPACING_MARK || kind == Character.ENCLOSING_MARK || kind == Character.FORMAT) {
            return 0;
        }
        for (int i = 0; i < WIDE.length; i += 2) {
            if (character >= WIDE[i] && character <= WIDE[i + 1]) {
                return 2;
            }
        }
        return 1;
    }
}
