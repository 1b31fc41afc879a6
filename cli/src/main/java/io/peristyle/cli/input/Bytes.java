package io.peristyle.cli.input;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of one value while they are collected. Not thread-safe. */
final class Bytes {
    private byte[] bytes = new byte[128];
    private int length;

    void add(int b) {
        if (length == bytes.length) {
            bytes = Arrays.copyOf(bytes, length + (length >> 1));
        }
        bytes[length++] = (byte) b;
    }

    void addCodePoint(int codePoint) {
        for (byte b : Character.toString(codePoint).getBytes(StandardCharsets.UTF_8)) {
            add(b);
        }
    }

    /** Drops spaces and tabs at the end. */
    void trimBlanks() {
        while (length > 0 && (bytes[length - 1] == ' ' || bytes[length - 1] == '\t')) {
            length--;
        }
    }

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return Arrays.copyOf(bytes, length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
