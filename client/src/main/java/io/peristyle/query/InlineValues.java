package io.peristyle.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows that an INSERT has in its own text: {@code INSERT INTO t (a, b) VALUES ({a}, {b}), (1, now())}. Over the native
 * protocol a server does not read them. Immutable.
 */
public final class InlineValues {
    private final String head;
    private final @Nullable InsertHead target;
    private final List<List<Element>> rows;

    private InlineValues(String head, @Nullable InsertHead target, List<List<Element>> rows) {
        this.head = head;
        this.target = target;
        this.rows = rows;
    }

    /** The values of {@code sql}; null if it has none, or is not understood. */
    public static @Nullable InlineValues of(String sql) {
        if (!StatementKind.isInsert(sql)) {
            return null;
        }
        SqlPieces pieces = new SqlPieces(sql);
        int format = -1;
        while (pieces.next()) {
            if (pieces.depth() == 0 && pieces.is("VALUES")) {
                String head = sql.substring(0, format < 0 ? pieces.start() : format);
                List<List<Element>> rows = rows(pieces);
                return rows == null ? null : new InlineValues(head, InsertHead.of(head), rows);
            }
            if (pieces.depth() == 0 && (pieces.is("SELECT") || pieces.is("WITH"))) {
                return null; // Of a query, values() is a table function.
            }
            format = pieces.is("FORMAT") ? pieces.start() : -1;
        }
        return null;
    }

    /** The table as it is named; null if the statement says more of its target than a table and its columns. */
    public @Nullable String table() {
        return target == null ? null : target.table();
    }

    /** The columns, as they are named; empty: those of the table. */
    public List<String> columns() {
        return target == null ? List.of() : target.columns();
    }

    /**
     * The rows as Java values; null if one is more than placeholders without a type, if a placeholder has no value, or if a
     * value has no placeholder.
     */
    public @Nullable List<List<@Nullable Object>> rows(Map<String, ? extends @Nullable Object> values) {
        Set<String> used = new HashSet<>();
        List<List<@Nullable Object>> all = new ArrayList<>(rows.size());
        for (List<Element> row : rows) {
            List<@Nullable Object> given = new ArrayList<>(row.size());
            for (Element element : row) {
                if (element.placeholder() == null || !values.containsKey(element.placeholder())) {
                    return null;
                }
                used.add(element.placeholder());
                given.add(values.get(element.placeholder()));
            }
            all.add(given);
        }
        return used.containsAll(values.keySet()) ? all : null;
    }

    /**
     * The same as INSERT … SELECT, with the same placeholders. Numbers of more digits than SQL keeps become texts, which the
     * server converts to the type of their column.
     */
    public String asSelect() {
        List<List<String>> texts = rows.stream()
                .map(row -> row.stream().map(Element::text).toList())
                .toList();
        return ExactNumbers.of(texts).stream()
                .map(row -> String.join(", ", row))
                .collect(Collectors.joining(" UNION ALL SELECT ", head + "SELECT * FROM (SELECT ", ")"));
    }

    /** The rows up to the end of the statement; null if there is anything but rows. */
    private static @Nullable List<List<Element>> rows(SqlPieces pieces) {
        List<List<Element>> rows = new ArrayList<>();
        boolean ended = false;
        boolean expected = true;
        while (pieces.next()) {
            if (!ended && expected && pieces.isSign('(')) {
                List<Element> row = row(pieces);
                if (row == null) {
                    return null;
                }
                rows.add(row);
                expected = false;
            } else if (!ended && !expected && pieces.isSign(',')) {
                expected = true;
            } else if (pieces.isSign(';')) {
                ended = true;
            } else {
                return null;
            }
        }
        return rows.isEmpty() ? null : rows;
    }

    /** The elements up to the closing parenthesis; null if it is missing, or an element. */
    private static @Nullable List<Element> row(SqlPieces pieces) {
        List<Element> row = new ArrayList<>();
        int from = -1;
        int to = -1;
        while (pieces.next()) {
            boolean close = pieces.depth() == 0;
            if (close || (pieces.depth() == 1 && pieces.isSign(','))) {
                if (from < 0) {
                    return null;
                }
                row.add(Element.of(pieces.sql(), from, to));
                if (close) {
                    return row;
                }
                from = -1;
            } else {
                from = from < 0 ? pieces.start() : from;
                to = pieces.end();
            }
        }
        return null;
    }

    /**
     * One value of a row.
     *
     * @param text as it stands in the statement
     * @param placeholder the name of the placeholder without a type that it is; null if it is anything else
     */
    private record Element(String text, @Nullable String placeholder) {
        static Element of(String sql, int from, int to) {
            Placeholder place = sql.charAt(from) == '{' ? Placeholder.at(sql, from, false) : null;
            boolean alone = place != null && place.end() == to && place.type() == null;
            return new Element(
                    sql.substring(from, to),
                    alone ? Objects.requireNonNull(place).name() : null);
        }
    }
}
