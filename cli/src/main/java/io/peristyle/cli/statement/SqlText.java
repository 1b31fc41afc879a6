package io.peristyle.cli.statement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told of one statement without parsing it. */
public final class SqlText {
    private static final Pattern FORMAT =
            Pattern.compile("(?is).*[\\s)](FORMAT\\s+([A-Za-z_]\\w*))(?:\\s+SETTINGS\\s+\\w+\\s*=[^()]*)?\\s*");
    private static final Pattern INSERT = Pattern.compile("(?is)\\s*INSERT\\b.*");

    private SqlText() {}

    /**
     * The name in a {@code FORMAT} clause that ends a query, before its settings or behind them; null if there is none, or if
     * the statement inserts.
     */
    public static @Nullable String format(String statement) {
        Matcher clause = formatClause(statement);
        return clause == null ? null : clause.group(2);
    }

    /** The statement without the clause that {@link #format} looks at: a server that heeds it would write what nobody reads. */
    public static String withoutFormat(String statement) {
        Matcher clause = formatClause(statement);
        return clause == null
                ? statement
                : statement.substring(0, clause.start(1)) + statement.substring(clause.end(1));
    }

    private static @Nullable Matcher formatClause(String statement) {
        String code = blanked(statement);
        Matcher matcher = FORMAT.matcher(code);
        return !INSERT.matcher(code).matches() && matcher.matches() ? matcher : null;
    }

    /** The statement with as many spaces for each comment, and as many quotes for quoted text. */
    private static String blanked(String statement) {
        StringBuilder code = new StringBuilder();
        SqlScanner scanner = new SqlScanner();
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            boolean inside = scanner.place() != SqlScanner.Place.CODE;
            switch (scanner.take(c)) {
                case CODE -> code.append(c);
                case QUOTED, HEREDOC -> code.append('\'');
                case LINE_COMMENT, BLOCK_COMMENT -> {
                    if (!inside) {
                        // The character before was the first of the comment's two.
                        code.setCharAt(code.length() - 1, ' ');
                    }
                    code.append(' ');
                }
            }
        }
        return code.toString();
    }

    /** The statement with a space for each comment, and with quoted text emptied. */
    static String withoutComments(String statement) {
        StringBuilder code = new StringBuilder();
        SqlScanner scanner = new SqlScanner();
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            boolean inside = scanner.place() != SqlScanner.Place.CODE;
            SqlScanner.Place place = scanner.take(c);
            if (place == SqlScanner.Place.CODE) {
                code.append(c);
            } else if (!inside && place != SqlScanner.Place.HEREDOC && place != SqlScanner.Place.QUOTED) {
                // The character before was the first of the comment's two.
                code.setCharAt(code.length() - 1, ' ');
            } else if (!inside) {
                code.append("''");
            }
        }
        return code.toString();
    }
}
