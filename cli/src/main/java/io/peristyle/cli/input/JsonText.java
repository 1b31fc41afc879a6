package io.peristyle.cli.input;

import java.io.IOException;

/** The tokens of JSON. Not thread-safe. */
final class JsonText {
    private final ByteSource source;
    private final Bytes text = new Bytes();

    JsonText(ByteSource source) {
        this.source = source;
    }

    ByteSource source() {
        return source;
    }

    /** The first byte of the next token, which stays the next one; −1 at the end. */
    int peek() throws IOException {
        while (source.peek() == ' ' || source.peek() == '\t' || source.peek() == '\r' || source.peek() == '\n') {
            source.read();
        }
        return source.peek();
    }

    void expect(char token) throws IOException {
        if (peek() != token) {
            throw source.failure("expected '" + token + "' here");
        }
        source.read();
    }

    /** Takes {@code token} if it is the next one. */
    boolean takes(char token) throws IOException {
        boolean is = peek() == token;
        if (is) {
            source.read();
        }
        return is;
    }

    /** A number, {@code true}, {@code false} or {@code null}, as it stands. */
    byte[] word() throws IOException {
        text.clear();
        peek();
        while (source.peek() > ' ' && ",:]}\"".indexOf(source.peek()) < 0) {
            text.add(source.read());
        }
        if (text.length() == 0) {
            throw source.failure("expected a value here");
        }
        return text.array();
    }

    /** An object or a list, as it stands. */
    byte[] raw() throws IOException {
        text.clear();
        peek();
        int depth = 0;
        boolean quoted = false;
        do {
            int b = source.read();
            if (b < 0) {
                throw source.failure("the text ends within a value");
            }
            text.add(b);
            if (quoted && b == '\\' && source.peek() >= 0) {
                text.add(source.read());
            } else if (b == '"') {
                quoted = !quoted;
            } else if (!quoted) {
                depth += b == '{' || b == '[' ? 1 : b == '}' || b == ']' ? -1 : 0;
            }
        } while (depth > 0);
        return text.array();
    }

    /** A string without its quotes and escapes. */
    byte[] string() throws IOException {
        expect('"');
        text.clear();
        for (int b = source.read(); b != '"'; b = source.read()) {
            if (b < 0) {
                throw source.failure("the text ends within a string");
            }
            if (b == '\\') {
                escape(source.read());
            } else {
                text.add(b);
            }
        }
        return text.array();
    }

    private void escape(int letter) throws IOException {
        if (letter != 'u') {
            if (letter < 0 || "\"\\/bfnrt".indexOf(letter) < 0) {
                throw source.failure("this escape is not one of JSON's");
            }
            text.add(Escapes.byteOf(letter));
            return;
        }
        int unit = hex4();
        if (Character.isHighSurrogate((char) unit)) {
            int backslash = source.read();
            int u = source.read();
            int low = backslash == '\\' && u == 'u' ? hex4() : 0;
            if (!Character.isLowSurrogate((char) low)) {
                throw source.failure("half of a surrogate pair is missing");
            }
            unit = Character.toCodePoint((char) unit, (char) low);
        }
        text.addCodePoint(unit);
    }

    private int hex4() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(source.read(), 16);
            if (digit < 0) {
                throw source.failure("expected four hexadecimal digits");
            }
            value = value << 4 | digit;
        }
        return value;
    }
}
