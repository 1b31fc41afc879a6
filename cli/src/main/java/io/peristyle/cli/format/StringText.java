package io.peristyle.cli.format;

import java.nio.charset.StandardCharsets;

/** Strings, from their bytes as they are: what is not valid UTF-8 passes unchanged, as it does on the server. */
final class StringText {
    private static final byte[][] TAB_ESCAPES = tabEscapes();
    private static final byte[][] JSON_ESCAPES = jsonEscapes();
    private static final byte[][] CSV_ESCAPES = csvEscapes();
    private static final byte[] LINE_SEPARATOR_ESCAPE = ascii("\\u2028");
    private static final byte[] PARAGRAPH_SEPARATOR_ESCAPE = ascii("\\u2029");

    private StringText() {}

    static void write(TextBuffer out, TextStyle style, byte[] bytes, int from, int to) {
        switch (style) {
            case ESCAPED -> writeEscaped(out, TAB_ESCAPES, bytes, from, to);
            case QUOTED -> writeBetween(out, '\'', TAB_ESCAPES, bytes, from, to);
            case CSV -> writeBetween(out, '"', CSV_ESCAPES, bytes, from, to);
            case JSON -> writeJson(out, bytes, from, to);
            case PLAIN -> out.put(bytes, from, to);
        }
    }

    static void write(TextBuffer out, TextStyle style, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, style, bytes, 0, bytes.length);
    }

    private static void writeBetween(TextBuffer out, char quote, byte[][] escapes, byte[] bytes, int from, int to) {
        out.put(quote);
        writeEscaped(out, escapes, bytes, from, to);
        out.put(quote);
    }

    private static void writeEscaped(TextBuffer out, byte[][] escapes, byte[] bytes, int from, int to) {
        int copied = from;
        for (int i = from; i < to; i++) {
            byte[] escape = escapes[bytes[i] & 255];
            if (escape.length > 0) {
                out.put(bytes, copied, i).put(escape, 0, escape.length);
                copied = i + 1;
            }
        }
        out.put(bytes, copied, to);
    }

    private static void writeJson(TextBuffer out, byte[] bytes, int from, int to) {
        out.put('"');
        int copied = from;
        for (int i = from; i + 2 < to; i++) {
            // U+2028 and U+2029 end a line in JavaScript, so they are escaped: E2 80 A8 and E2 80 A9.
            if (bytes[i] == (byte) 0xe2 && bytes[i + 1] == (byte) 0x80 && (bytes[i + 2] & 0xfe) == 0xa8) {
                writeEscaped(out, JSON_ESCAPES, bytes, copied, i);
                byte[] escape = bytes[i + 2] == (byte) 0xa8 ? LINE_SEPARATOR_ESCAPE : PARAGRAPH_SEPARATOR_ESCAPE;
                out.put(escape, 0, escape.length);
                copied = i + 3;
                i += 2;
            }
        }
        writeEscaped(out, JSON_ESCAPES, bytes, copied, to);
        out.put('"');
    }

    private static byte[][] tabEscapes() {
        byte[][] escapes = none();
        escape(escapes, "\b\f\n\r\t\0'\\", "bfnrt0'\\");
        return escapes;
    }

    private static byte[][] jsonEscapes() {
        byte[][] escapes = none();
        for (int c = 0; c < ' '; c++) {
            escapes[c] = ascii(String.format("\\u%04X", c));
        }
        escape(escapes, "\b\f\n\r\t\"\\/", "bfnrt\"\\/");
        return escapes;
    }

    private static byte[][] csvEscapes() {
        byte[][] escapes = none();
        escapes['"'] = ascii("\"\"");
        return escapes;
    }

    private static byte[][] none() {
        byte[][] escapes = new byte[256][];
        java.util.Arrays.fill(escapes, new byte[0]);
        return escapes;
    }

    private static void escape(byte[][] escapes, String characters, String letters) {
        for (int i = 0; i < characters.length(); i++) {
            escapes[characters.charAt(i)] = ascii("\\" + letters.charAt(i));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
