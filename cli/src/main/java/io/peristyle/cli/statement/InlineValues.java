package io.peristyle.cli.statement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code INSERT … VALUES (…), (…)} as an {@code INSERT … SELECT}, for servers that leave reading the values to their
 * client: over the native protocol they would wait for rows that never come.
 */
public final class InlineValues {
    private static final Pattern INSERT = Pattern.compile("(?is)\\s*INSERT\\s+INTO\\s.*");
    private static final Pattern VALUES = Pattern.compile("(?i).*\\bVALUES\\s*");

    private InlineValues() {}

    /** The statement without inline values; null if it has none. */
    public static @Nullable String rewrite(String statement) {
        if (!INSERT.matcher(SqlText.withoutComments(statement)).matches()) {
            return null;
        }
        SqlScanner scanner = new SqlScanner();
        StringBuilder head = new StringBuilder();
        List<String> rows = new ArrayList<>();
        int depth = 0;
        int rowStart = -1;
        for (int i = 0; i < statement.length(); i++) {
            char c = statement.charAt(i);
            boolean code = scanner.take(c) == SqlScanner.Place.CODE;
            if (code && c == '(' && depth++ == 0 && endsInValues(head, rows)) {
                rowStart = i + 1;
            }
            if (code && c == ')' && --depth == 0 && rowStart >= 0) {
                rows.add(statement.substring(rowStart, i));
                rowStart = -1;
            }
            if (rows.isEmpty() && rowStart < 0) {
                head.append(c);
            }
        }
        return rows.isEmpty() ? null : select(head, rows);
    }

    private static boolean endsInValues(StringBuilder head, List<String> rows) {
        return !rows.isEmpty()
                || VALUES.matcher(head.toString().replace('\n', ' ')).matches();
    }

    private static String select(StringBuilder head, List<String> rows) {
        Matcher matcher = Pattern.compile("(?is)\\bVALUES\\s*$").matcher(head);
        String insert = matcher.replaceFirst("");
        return insert + "SELECT * FROM (SELECT " + String.join(" UNION ALL SELECT ", rows) + ")";
    }
}
