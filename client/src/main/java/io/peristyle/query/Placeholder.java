package io.peristyle.query;

import org.jspecify.annotations.Nullable;

/**
 * One {@code {name:Type}} or {@code {name}} in a statement.
 *
 * @param name what values are given by
 * @param type the text of the type; null if the statement names none
 * @param start where the opening brace is
 * @param end behind the closing brace
 * @param wantsPlainNumber whether it stands where old servers take a number and no expression
 */
record Placeholder(String name, @Nullable String type, int start, int end, boolean wantsPlainNumber) {
    /** The placeholder that begins at the opening brace at {@code start}; null if that is none. */
    static @Nullable Placeholder at(String sql, int start, boolean wantsPlainNumber) {
        int from = behindSpace(sql, start + 1);
        int to = from;
        while (to < sql.length() && SqlScanner.isWordStart(sql.charAt(to))) {
            to++;
        }
        if (to == from || Character.isDigit(sql.charAt(from))) {
            return null;
        }
        String name = sql.substring(from, to);
        int next = behindSpace(sql, to);
        if (next < sql.length() && sql.charAt(next) == '}') {
            return new Placeholder(name, null, start, next + 1, wantsPlainNumber);
        }
        if (next == sql.length() || sql.charAt(next) != ':') {
            return null;
        }
        int close = closingBrace(sql, next + 1);
        String type = close < 0 ? "" : sql.substring(next + 1, close).strip();
        boolean number = wantsPlainNumber && type.matches("U?Int\\d+");
        return type.isEmpty() ? null : new Placeholder(name, type, start, close + 1, number);
    }

    private static int closingBrace(String sql, int from) {
        SqlScanner scanner = new SqlScanner(sql);
        scanner.moveTo(from);
        while (scanner.next()) {
            if (scanner.kind() == SqlScanner.Kind.OTHER) {
                char c = sql.charAt(scanner.start());
                if (c == '}') {
                    return scanner.start();
                } else if (c == '{' || c == ';') {
                    return -1;
                }
            }
        }
        return -1;
    }

    private static int behindSpace(String sql, int from) {
        int i = from;
        while (i < sql.length() && sql.charAt(i) <= ' ') {
            i++;
        }
        return i;
    }
}
