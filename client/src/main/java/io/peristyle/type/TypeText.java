package io.peristyle.type;

import io.peristyle.error.DataException;

/** The text of a type and how far it has been read. */
final class TypeText {
    private static final int EXCERPT = 24;

    private final String text;
    private int position;

    TypeText(String text) {
        this.text = text;
    }

    boolean atEnd() {
        skipSpace();
        return position == text.length();
    }

    /** Whether {@code c} comes next; if so, it is passed. */
    boolean skip(char c) {
        if (!next(c)) {
            return false;
        }
        position++;
        return true;
    }

    /** Whether {@code c} comes next. */
    boolean next(char c) {
        skipSpace();
        return position < text.length() && text.charAt(position) == c;
    }

    void expect(char c) {
        if (!skip(c)) {
            throw malformed("'" + c + "' is missing");
        }
    }

    /** Whether a word comes next. */
    boolean nextIsWord() {
        skipSpace();
        return position < text.length() && Quoting.isWordStart(text.charAt(position));
    }

    /** A name without quotes. */
    String word() {
        if (!nextIsWord()) {
            throw malformed("a name is missing");
        }
        int start = position++;
        while (position < text.length() && Quoting.isWordPart(text.charAt(position))) {
            position++;
        }
        return text.substring(start, position);
    }

    /** Whether {@code word} comes next; if so, it is passed. */
    boolean skipWord(String word) {
        int start = position;
        if (word().equals(word)) {
            return true;
        }
        position = start;
        return false;
    }

    /** Names with points between them, each in back-quotes or not. */
    String path() {
        StringBuilder path = new StringBuilder();
        do {
            path.append(path.isEmpty() ? "" : ".").append(next('`') ? quoted('`') : word());
        } while (skip('.'));
        return path.toString();
    }

    /** A whole number from {@code least} to {@code most}. */
    int number(int least, int most) {
        int sign = skip('-') ? -1 : 1;
        int start = position;
        long number = 0;
        while (position < text.length() && Character.digit(text.charAt(position), 10) >= 0 && number <= most) {
            number = number * 10 + Character.digit(text.charAt(position++), 10);
        }
        if (position == start || sign * number < least || sign * number > most) {
            throw malformed("a number from " + least + " to " + most + " is missing");
        }
        return (int) (sign * number);
    }

    /** The content of a text in {@code quote}s. */
    String quoted(char quote) {
        expect(quote);
        StringBuilder content = new StringBuilder();
        while (true) {
            char c = take(quote);
            if (c == '\\') {
                unescape(take(quote), content);
            } else if (c != quote) {
                content.append(c);
            } else if (position < text.length() && text.charAt(position) == quote) {
                content.append(quote);
                position++;
            } else {
                return content.toString();
            }
        }
    }

    /** The text up to the parenthesis that closes the one just passed, which is {@code depth} deep. */
    String untilClosed(int depth) {
        int start = position;
        int open = depth;
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\'' || c == '`' || c == '"') {
                passQuoted(c);
                continue;
            }
            if (c == ')' && open-- == depth) {
                return text.substring(start, position);
            }
            if (c == '(' && ++open > TypeParser.MAXIMUM_DEPTH) {
                throw malformed("nested over " + TypeParser.MAXIMUM_DEPTH + " deep");
            }
            position++;
        }
        throw malformed("')' is missing");
    }

    DataException malformed(String reason) {
        String rest = text.substring(position, Math.min(text.length(), position + EXCERPT));
        return new DataException("not the text of a ClickHouse type: " + reason + " at character " + position
                + ", before " + (rest.isEmpty() ? "its end" : Quoting.literal(rest)));
    }

    private void passQuoted(char quote) {
        position++;
        char c;
        do {
            c = take(quote);
            if (c == '\\') {
                take(quote);
            }
        } while (c != quote);
    }

    private char take(char quote) {
        if (position == text.length()) {
            throw malformed("a closing " + quote + " is missing");
        }
        return text.charAt(position++);
    }

    /** Undoes what the server's parser undoes: it takes a backslash before any other character for itself. */
    private void unescape(char escaped, StringBuilder content) {
        switch (escaped) {
            case 'b' -> content.append('\b');
            case 'f' -> content.append('\f');
            case 'n' -> content.append('\n');
            case 'r' -> content.append('\r');
            case 't' -> content.append('\t');
            case '0' -> content.append('\0');
            case 'a' -> content.append('\007');
            case 'v' -> content.append('\013');
            case 'e' -> content.append('\033');
            case '\\', '\'', '`', '"', '/' -> content.append(escaped);
            case 'x' -> throw malformed("\\x is not understood here");
            default -> content.append('\\').append(escaped);
        }
    }

    private void skipSpace() {
        while (position < text.length() && Character.isWhitespace(text.charAt(position))) {
            position++;
        }
    }
}
