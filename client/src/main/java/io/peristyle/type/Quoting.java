package io.peristyle.type;

import java.util.Locale;
import java.util.Set;

/** ClickHouse's two ways of quoting: string literals and identifiers. Shared by everything that writes SQL text. */
public final class Quoting {
    /** Words that look like identifiers but that the server quotes, in any case, since its own parser trips over them. */
    private static final Set<String> QUOTED_WORDS = Set.of("null", "distinct", "all", "table", "select");

    private static final int LONGEST_QUOTED_WORD = 8;

    private Quoting() {}

    /** {@code text} as a string literal in single quotes, escaped as the server prints it. */
    public static String literal(String text) {
        return quoted(text, '\'');
    }

    /** {@code name} as it stands, if it needs no quotes, else in back-quotes. */
    public static String identifier(String name) {
        return isPlain(name) ? name : quoted(name, '`');
    }

    private static boolean isPlain(String name) {
        if (name.isEmpty() || !isWordStart(name.charAt(0))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            if (!isWordPart(name.charAt(i))) {
                return false;
            }
        }
        return name.length() > LONGEST_QUOTED_WORD || !QUOTED_WORDS.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isWordPart(char c) {
        return isWordStart(c) || (c >= '0' && c <= '9');
    }

    private static String quoted(String text, char quote) {
        StringBuilder quoted = new StringBuilder(text.length() + 2).append(quote);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char escape = escape(c, quote);
            if (escape == 0) {
                quoted.append(c);
            } else {
                quoted.append('\\').append(escape);
            }
        }
        return quoted.append(quote).toString();
    }

    /** What follows the backslash that stands for {@code c}; the character of code 0 if {@code c} needs none. */
    private static char escape(char c, char quote) {
        return switch (c) {
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '\0' -> '0';
            case '\\' -> '\\';
            default -> c == quote ? c : '\0';
        };
    }
}
