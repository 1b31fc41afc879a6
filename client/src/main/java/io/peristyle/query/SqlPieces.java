package io.peristyle.query;

/** The pieces of a statement without space and comments, and how deep in brackets they are. */
final class SqlPieces {
    private final String sql;
    private final SqlScanner scanner;
    private int depth;

    SqlPieces(String sql) {
        this.sql = sql;
        this.scanner = new SqlScanner(sql);
    }

    String sql() {
        return sql;
    }

    /** Goes to the next piece; false behind the last. */
    boolean next() {
        while (scanner.next()) {
            if (scanner.kind() == SqlScanner.Kind.OTHER) {
                char c = scanner.first();
                depth += c == '(' || c == '[' || c == '{' ? 1 : c == ')' || c == ']' || c == '}' ? -1 : 0;
                return true;
            }
            if (scanner.kind() == SqlScanner.Kind.WORD || scanner.kind() == SqlScanner.Kind.QUOTED) {
                return true;
            }
        }
        return false;
    }

    /** Brackets that are open behind the piece: 1 at the first one that opens, 0 at the one that closes it. */
    int depth() {
        return depth;
    }

    int start() {
        return scanner.start();
    }

    int end() {
        return scanner.end();
    }

    String text() {
        return scanner.text();
    }

    boolean is(String word) {
        return scanner.kind() == SqlScanner.Kind.WORD && scanner.is(word);
    }

    boolean isSign(char sign) {
        return scanner.kind() == SqlScanner.Kind.OTHER && scanner.first() == sign;
    }

    /** Whether it is a text in single quotes. */
    boolean isText() {
        return scanner.kind() == SqlScanner.Kind.QUOTED && scanner.first() == '\'';
    }

    /** Whether it may be a name, or a part of one. */
    boolean isName() {
        return scanner.kind() == SqlScanner.Kind.WORD
                || (scanner.kind() == SqlScanner.Kind.QUOTED && (scanner.first() == '`' || scanner.first() == '"'));
    }
}
