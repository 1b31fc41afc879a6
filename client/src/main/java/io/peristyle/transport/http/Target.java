package io.peristyle.transport.http;

import java.nio.charset.StandardCharsets;

/** The target of a request: a path and arguments, percent-encoded. */
final class Target {
    private static final String HEX = "0123456789ABCDEF";

    private final StringBuilder text;
    private char before = '?';

    Target(String path) {
        text = new StringBuilder(256).append(path);
    }

    Target add(String name, String value) {
        text.append(before);
        before = '&';
        encode(name);
        text.append('=');
        encode(value);
        return this;
    }

    int length() {
        return text.length();
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void encode(String value) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (isPlain(b)) {
                text.append((char) b);
            } else {
                text.append('%').append(HEX.charAt((b >> 4) & 15)).append(HEX.charAt(b & 15));
            }
        }
    }

    private static boolean isPlain(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '_'
                || b == '.'
                || b == '~';
    }
}
