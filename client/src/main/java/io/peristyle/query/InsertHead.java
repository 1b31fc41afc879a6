package io.peristyle.query;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What stands before the rows of a plain INSERT: {@code INSERT INTO [TABLE] db.t [(a, b)]}.
 *
 * @param table the table as it is written
 * @param columns names of columns without their quotes; empty: those of the table
 */
record InsertHead(String table, List<String> columns) {
    /** The parts of {@code head}; null if it says more, or in another way. */
    static @Nullable InsertHead of(String head) {
        SqlPieces pieces = new SqlPieces(head);
        if (!pieces.next() || !pieces.is("INSERT") || !pieces.next() || !pieces.is("INTO") || !pieces.next()) {
            return null;
        }
        if (pieces.is("TABLE") && !pieces.next()) {
            return null;
        }
        StringBuilder table = new StringBuilder();
        boolean more = dotted(pieces, table);
        if (table.isEmpty() || !more) {
            return table.isEmpty() ? null : new InsertHead(table.toString(), List.of());
        }
        List<String> columns = pieces.isSign('(') ? columns(pieces) : null;
        return columns == null || pieces.next() ? null : new InsertHead(table.toString(), columns);
    }

    /** Reads a name and its parts, beginning with the piece that was read last; whether another piece was read behind it. */
    private static boolean dotted(SqlPieces pieces, StringBuilder name) {
        while (pieces.isName()) {
            name.append(pieces.text());
            if (!pieces.next()) {
                return false;
            }
            if (!pieces.isSign('.')) {
                return true;
            }
            name.append('.');
            if (!pieces.next()) {
                break;
            }
        }
        name.setLength(0);
        return true;
    }

    private static @Nullable List<String> columns(SqlPieces pieces) {
        List<String> columns = new ArrayList<>();
        do {
            StringBuilder name = new StringBuilder();
            if (!pieces.next() || !dotted(pieces, name) || name.isEmpty()) {
                return null;
            }
            String plain = withoutQuotes(name.toString());
            if (plain == null) {
                return null;
            }
            columns.add(plain);
        } while (pieces.isSign(','));
        return pieces.isSign(')') ? columns : null;
    }

    /** Null where quotes are within the name, or only around a part of it. */
    private static @Nullable String withoutQuotes(String name) {
        char first = name.charAt(0);
        boolean quoted = (first == '`' || first == '"') && name.length() > 2 && name.charAt(name.length() - 1) == first;
        String plain = quoted ? name.substring(1, name.length() - 1) : name;
        return plain.chars().anyMatch(c -> c == '`' || c == '"' || c == '\\') ? null : plain;
    }
}
