package io.peristyle.type;

/** ClickHouse's two ways of quoting: string literals and identifiers. Shared by everything that writes SQL text. */
public final class Quoting {
    private Quoting() {}

    /** {@code text} as a string literal in single quotes, escaped as the server prints it. */
    public static String literal(String text) {
        throw new UnsupportedOperationException("PENDING");
    }

    /** {@code name} as it stands, if it needs no quotes, else in back-quotes. */
    public static String identifier(String name) {
        throw new UnsupportedOperationException("PENDING");
    }
}
