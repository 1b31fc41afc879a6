package io.peristyle.cli.format;

import io.peristyle.column.TupleColumn;
import io.peristyle.type.TupleType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tuples: {@code (1,'a')}; in JSON an array, or an object if the elements have names. For people those with names are
 * objects over several lines, where the server has them so.
 */
final class TupleCells {
    private TupleCells() {}

    static CellWriter of(Cells cells, TupleColumn column, TextStyle style) {
        if (style != TextStyle.JSON && cells.indentsNamedTuples() && names(column) != null) {
            return indented(of(cells, column, TextStyle.JSON));
        }
        List<CellWriter> elements =
                column.elements().stream().map(e -> cells.of(e, style.inside())).toList();
        if (style != TextStyle.JSON) {
            return (out, row) -> {
                out.put('(');
                Cells.writeList(out, elements, row);
                out.put(')');
            };
        }
        List<TextBuffer> names = names(column);
        if (names == null) {
            return (out, row) -> {
                out.put('[');
                Cells.writeList(out, elements, row);
                out.put(']');
            };
        }
        return (out, row) -> {
            out.put('{');
            for (int i = 0; i < elements.size(); i++) {
                out.put(names.get(i));
                elements.get(i).write(out, row);
            }
            out.put('}');
        };
    }

    private static CellWriter indented(CellWriter json) {
        TextBuffer scratch = new TextBuffer(256);
        return (out, row) -> {
            scratch.truncate(0);
            json.write(scratch, row);
            IndentedJson.write(out, scratch.bytes(), scratch.length());
        };
    }

    /** What goes before each value of an object; null if the elements have no names. */
    private static @Nullable List<TextBuffer> names(TupleColumn column) {
        if (!(column.type().plain() instanceof TupleType type)
                || type.elements().isEmpty()
                || type.elements().get(0).name() == null) {
            return null;
        }
        List<TextBuffer> names = new ArrayList<>();
        for (TupleType.Element element : type.elements()) {
            TextBuffer name = new TextBuffer(32);
            if (!names.isEmpty()) {
                name.put(',');
            }
            StringText.write(name, TextStyle.JSON, String.valueOf(element.name()));
            names.add(name.put(':'));
        }
        return names;
    }
}
