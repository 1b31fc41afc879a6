package io.peristyle.query;

/**
 * Cuts SQL into the pieces that matter for finding placeholders and keywords: what is quoted, commented or in a here
 * document is one piece, and nothing inside it is looked at.
 */
final class SqlScanner {
    private final String sql;
    private int start;
    private int end;
    private Kind kind = Kind.OTHER;

    SqlScanner(String sql) {
        this.sql = sql;
    }

    /** Goes to the next piece; false behind the last. */
    boolean next() {
        start = end;
        if (start == sql.length()) {
            return false;
        }
        char c = sql.charAt(start);
        if (c == '\'' || c == '"' || c == '`') {
            take(Kind.QUOTED, behindQuote(start, c));
        } else if (isLineComment(c)) {
            int line = sql.indexOf('\n', start);
            take(Kind.COMMENT, line < 0 ? sql.length() : line + 1);
        } else if (sql.startsWith("/*", start)) {
            take(Kind.COMMENT, behindComment());
        } else if (c == '$' && behindHereDocument() > 0) {
            take(Kind.QUOTED, behindHereDocument());
        } else if (c == '\u2018' || c == '\u201c') {
            take(Kind.QUOTED, behindUnicodeQuote((char) (c + 1)));
        } else if (isWordStart(c)) {
            take(Kind.WORD, behindWord(start));
        } else {
            take(c <= ' ' ? Kind.SPACE : Kind.OTHER, start + 1);
        }
        return true;
    }

    Kind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** The first character of the piece. */
    char first() {
        return sql.charAt(start);
    }

    String text() {
        return sql.substring(start, end);
    }

    /** Whether the piece is {@code word}, in whatever case. */
    boolean is(String word) {
        return end - start == word.length() && sql.regionMatches(true, start, word, 0, word.length());
    }

    /** Goes on at {@code position}. */
    void moveTo(int position) {
        end = position;
    }

    /** The position behind the quoted piece that begins at {@code from}; the end of the text if it is not closed. */
    int behindQuote(int from, char quote) {
        for (int i = from + 1; i < sql.length(); i++) {
            char c = sql.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == quote) {
                // A doubled quote stands for itself; taken as two pieces side by side it comes to the same.
                return i + 1;
            }
        }
        return sql.length();
    }

    static boolean isWordStart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
    }

    private int behindWord(int from) {
        int i = from;
        while (i < sql.length() && (isWordStart(sql.charAt(i)) || sql.charAt(i) == '$')) {
            i++;
        }
        return i;
    }

    private boolean isLineComment(char c) {
        return sql.startsWith("--", start)
                || sql.startsWith("//", start)
                || (c == '#' && (sql.startsWith("# ", start) || sql.startsWith("#!", start)));
    }

    // Comments nest: one that opens inside of another has to close, too.
    private int behindComment() {
        int depth = 0;
        for (int i = start; i + 1 < sql.length(); i++) {
            if (sql.startsWith("/*", i)) {
                depth++;
                i++;
            } else if (sql.startsWith("*/", i)) {
                i++;
                if (--depth == 0) {
                    return i + 1;
                }
            }
        }
        return sql.length();
    }

    // The server knows no escapes in these.
    private int behindUnicodeQuote(char quote) {
        int close = sql.indexOf(quote, start + 1);
        return close < 0 ? sql.length() : close + 1;
    }

    /** {@code $tag$ … $tag$}, where the tag is any text without a dollar sign; −1 if this is none. */
    private int behindHereDocument() {
        int tagEnd = sql.indexOf('$', start + 1);
        if (tagEnd < 0) {
            return -1;
        }
        String tag = sql.substring(start, tagEnd + 1);
        int close = sql.indexOf(tag, tagEnd + 1);
        return close < 0 ? -1 : close + tag.length();
    }

    private void take(Kind piece, int behind) {
        kind = piece;
        end = behind;
    }

    /** What a piece is. */
    enum Kind {
        /** In single, double, back or typographic quotes, or a here document. */
        QUOTED,
        /** A comment. */
        COMMENT,
        /** A keyword, a name or a number. */
        WORD,
        /** One character of white space. */
        SPACE,
        /** One character of anything else. */
        OTHER
    }
}
