package io.peristyle.query;

import java.util.Locale;
import java.util.Set;

/** What a statement does, as far as its first keyword tells. */
public final class StatementKind {
    private static final Set<String> READS = Set.of("SELECT", "SHOW", "DESCRIBE", "DESC", "EXISTS", "EXPLAIN");

    private StatementKind() {}

    /**
     * Whether {@code sql} only reads, so that it may be sent twice: SELECT, WITH … SELECT, SHOW, DESCRIBE, EXISTS, EXPLAIN,
     * behind any comments and opening parentheses. {@code WITH … INSERT} does not count, nor does what is not understood.
     */
    public static boolean isRepeatable(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        String first = nextWord(scanner);
        if (first.equals("WITH")) {
            return leadsToSelect(scanner);
        }
        return READS.contains(first);
    }

    /** Whether {@code sql} begins with INSERT, behind any comments. */
    public static boolean isInsert(String sql) {
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.next()) {
            if (scanner.kind() == SqlScanner.Kind.WORD) {
                return scanner.is("INSERT");
            }
            if (scanner.kind() == SqlScanner.Kind.OTHER && scanner.first() == ';') {
                return false;
            }
        }
        return false;
    }

    /** The first word of {@code sql} in capitals, behind any comments; empty if there is none. */
    public static String firstWord(String sql) {
        return nextWord(new SqlScanner(sql));
    }

    private static boolean leadsToSelect(SqlScanner scanner) {
        boolean select = false;
        for (String word = nextWord(scanner); !word.isEmpty(); word = nextWord(scanner)) {
            if (word.equals("INSERT")) {
                return false;
            }
            select |= word.equals("SELECT");
        }
        return select;
    }

    private static String nextWord(SqlScanner scanner) {
        while (scanner.next()) {
            if (scanner.kind() == SqlScanner.Kind.WORD) {
                return scanner.text().toUpperCase(Locale.ROOT);
            }
            if (scanner.kind() == SqlScanner.Kind.OTHER && scanner.text().equals(";")) {
                return "";
            }
        }
        return "";
    }
}
