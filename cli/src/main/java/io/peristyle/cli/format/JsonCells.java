package io.peristyle.cli.format;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.TupleColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Objects of type JSON: the paths in the order of their bytes, put together again. */
final class JsonCells {
    private static final Comparator<Member> BY_PATH =
            Comparator.comparing(member -> member.path().getBytes(StandardCharsets.UTF_8), Arrays::compareUnsigned);

    private final List<Member> columns = new ArrayList<>();
    private final ArrayColumn shared;
    private final Column sharedPaths;
    private final Column sharedValues;
    private final CellWriter sharedWriter;

    /** A value of one path: where it is, and how it is written. */
    private record Member(String path, Column values, boolean always, CellWriter writer, int row) {}

    private JsonCells(Cells cells, JsonColumn column) {
        for (JsonColumn.Path path : column.typed()) {
            columns.add(member(cells, path, true));
        }
        for (JsonColumn.Path path : column.dynamic()) {
            columns.add(member(cells, path, false));
        }
        columns.sort(BY_PATH);
        shared = column.shared();
        List<Column> pairs = ((TupleColumn) shared.elements()).elements();
        sharedPaths = pairs.get(0);
        sharedValues = pairs.get(1);
        sharedWriter = cells.of(sharedValues, TextStyle.JSON);
    }

    private static Member member(Cells cells, JsonColumn.Path path, boolean always) {
        return new Member(path.name(), path.values(), always, cells.of(path.values(), TextStyle.JSON), -1);
    }

    static CellWriter of(Cells cells, JsonColumn column, TextStyle style) {
        JsonCells objects = new JsonCells(cells, column);
        if (style == TextStyle.JSON || style == TextStyle.PLAIN) {
            return objects::write;
        }
        TextBuffer scratch = new TextBuffer(256);
        return (out, row) -> {
            scratch.truncate(0);
            objects.write(scratch, row);
            StringText.write(out, style, scratch.bytes(), 0, scratch.length());
        };
    }

    private void write(TextBuffer out, int row) {
        List<String> open = new ArrayList<>();
        out.put('{');
        boolean first = true;
        for (Member member : members(row)) {
            String[] keys = member.path().split("\\.", -1);
            int kept = 0;
            while (kept < open.size()
                    && kept < keys.length - 1
                    && open.get(kept).equals(keys[kept])) {
                kept++;
            }
            while (open.size() > kept) {
                open.remove(open.size() - 1);
                out.put('}');
            }
            if (!first) {
                out.put(',');
            }
            first = false;
            for (int i = kept; i < keys.length - 1; i++) {
                name(out, keys[i]);
                out.put('{');
                open.add(keys[i]);
            }
            name(out, keys[keys.length - 1]);
            member.writer().write(out, member.row() < 0 ? row : member.row());
        }
        out.put('}', open.size() + 1);
    }

    private static void name(TextBuffer out, String key) {
        StringText.write(out, TextStyle.JSON, key);
        out.put(':');
    }

    private List<Member> members(int row) {
        List<Member> members = new ArrayList<>(columns.size());
        for (Member member : columns) {
            if (member.always() || !member.values().isNull(row)) {
                members.add(member);
            }
        }
        int own = members.size();
        for (int i = shared.start(row); i < shared.end(row); i++) {
            if (!sharedValues.isNull(i)) {
                members.add(new Member(sharedPaths.stringValue(i), sharedValues, false, sharedWriter, i));
            }
        }
        if (members.size() > own) {
            members.sort(BY_PATH);
        }
        return members;
    }
}
