package io.peristyle.client;

import io.peristyle.type.Quoting;

/**
 * A table, with or without its database.
 *
 * @param quoted the name as it stands in SQL
 */
record TableName(String quoted) {
    /**
     * Reads {@code table}, {@code database.table}, and the same with parts in back-quotes or double quotes, which may then
     * contain dots.
     */
    static TableName parse(String text) {
        StringBuilder quoted = new StringBuilder();
        int from = 0;
        while (true) {
            int end = endOfPart(text, from);
            quoted.append(part(text, from, end));
            if (end == text.length()) {
                return new TableName(quoted.toString());
            }
            quoted.append('.');
            from = end + 1;
        }
    }

    /** The name with its database, which is {@code database} if it names none; empty: that of the user, unknown here. */
    TableName inDatabase(String database) {
        boolean named = endOfPart(quoted, 0) < quoted.length();
        return named || database.isEmpty() ? this : new TableName(Quoting.identifier(database) + "." + quoted);
    }

    private static int endOfPart(String text, int from) {
        char quote = from < text.length() ? text.charAt(from) : 0;
        if (quote != '`' && quote != '"') {
            int dot = text.indexOf('.', from);
            return dot < 0 ? text.length() : dot;
        }
        int i = from + 1;
        while (i < text.length() && (text.charAt(i) != quote || isDoubled(text, i))) {
            i += text.charAt(i) == '\\' || text.charAt(i) == quote ? 2 : 1;
        }
        if (i >= text.length() || (i + 1 < text.length() && text.charAt(i + 1) != '.')) {
            throw new IllegalArgumentException("the name of a table has a quote that does not end: " + text);
        }
        return i + 1;
    }

    private static boolean isDoubled(String text, int at) {
        return at + 1 < text.length() && text.charAt(at + 1) == text.charAt(at);
    }

    private static String part(String text, int from, int end) {
        if (from == end) {
            throw new IllegalArgumentException("the name of a table has an empty part: " + text);
        }
        char first = text.charAt(from);
        return first == '`' || first == '"' ? text.substring(from, end) : Quoting.identifier(text.substring(from, end));
    }
}
