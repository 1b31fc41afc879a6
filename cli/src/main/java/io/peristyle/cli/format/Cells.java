package io.peristyle.cli.format;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.MapType;
import io.peristyle.type.QBitType;
import java.util.List;

/** Finds how to write a column: once for its shape and type, not once for each value. */
final class Cells {
    private final TextDialect dialect;
    private final boolean indentsNamedTuples;

    Cells(TextDialect dialect) {
        this(dialect, false);
    }

    private Cells(TextDialect dialect, boolean indentsNamedTuples) {
        this.dialect = dialect;
        this.indentsNamedTuples = indentsNamedTuples;
    }

    /** The same for tables, in which newer servers have tuples with names as objects over several lines. */
    Cells inTables() {
        return new Cells(dialect, dialect.readable());
    }

    boolean indentsNamedTuples() {
        return indentsNamedTuples;
    }

    TextDialect dialect() {
        return dialect;
    }

    CellWriter of(Column column, TextStyle style) {
        if (column instanceof NullableColumn nullable) {
            return nullable(nullable, style);
        }
        if (column instanceof DictionaryColumn dictionary) {
            CellWriter entry = of(dictionary.dictionary(), style);
            int[] indices = dictionary.indices();
            return (out, row) -> entry.write(out, indices[row]);
        }
        if (column instanceof VariantColumn variants) {
            return VariantCells.of(this, variants, style);
        }
        if (column instanceof JsonColumn objects) {
            return JsonCells.of(this, objects, style);
        }
        if (column instanceof ArrayColumn numbers && column.type().plain() instanceof QBitType) {
            // The server has them in no quotes, and what is no number by its name, whatever the format.
            return array(numbers, TextStyle.PLAIN);
        }
        if (style == TextStyle.CSV) {
            return csv(column);
        }
        if (column instanceof ArrayColumn array) {
            return array.type().plain() instanceof MapType && array.elements() instanceof TupleColumn entries
                    ? map(array, entries, style)
                    : array(array, style);
        }
        if (column instanceof TupleColumn tuple) {
            return TupleCells.of(this, tuple, style);
        }
        return ScalarCells.of(column, style, dialect);
    }

    /** CSV gives the elements of a tuple columns of their own, and has arrays and maps as quoted text. */
    private CellWriter csv(Column column) {
        if (column instanceof TupleColumn tuple) {
            List<CellWriter> elements =
                    tuple.elements().stream().map(e -> of(e, TextStyle.CSV)).toList();
            return (out, row) -> writeList(out, elements, row);
        }
        if (!(column instanceof ArrayColumn)) {
            return ScalarCells.of(column, TextStyle.CSV, dialect);
        }
        CellWriter plain = of(column, TextStyle.PLAIN);
        TextBuffer scratch = new TextBuffer(256);
        return (out, row) -> {
            scratch.truncate(0);
            plain.write(scratch, row);
            StringText.write(out, TextStyle.CSV, scratch.bytes(), 0, scratch.length());
        };
    }

    private CellWriter nullable(NullableColumn column, TextStyle style) {
        CellWriter values = of(column.values(), style);
        byte[] nulls = column.nulls();
        TextBuffer text = new TextBuffer(16).putText(style.nullText());
        return (out, row) -> {
            if (nulls[row] != 0) {
                out.put(text);
            } else {
                values.write(out, row);
            }
        };
    }

    private CellWriter array(ArrayColumn column, TextStyle style) {
        CellWriter elements = of(column.elements(), style.inside());
        return (out, row) -> {
            out.put('[');
            for (int i = column.start(row), start = i, end = column.end(row); i < end; i++) {
                if (i > start) {
                    out.put(',');
                }
                elements.write(out, i);
            }
            out.put(']');
        };
    }

    private CellWriter map(ArrayColumn column, TupleColumn entries, TextStyle style) {
        CellWriter key = of(entries.elements().get(0), style.inside());
        CellWriter value = of(entries.elements().get(1), style.inside());
        CellWriter name = style == TextStyle.JSON ? (out, row) -> writeName(out, key, row) : key;
        return (out, row) -> {
            out.put('{');
            for (int i = column.start(row), start = i, end = column.end(row); i < end; i++) {
                if (i > start) {
                    out.put(',');
                }
                name.write(out, i);
                out.put(':');
                value.write(out, i);
            }
            out.put('}');
        };
    }

    /** Writes a value as the name of a member of a JSON object: in quotes, whatever its type. */
    private static void writeName(TextBuffer out, CellWriter value, int row) {
        int start = out.length();
        value.write(out, row);
        if (out.byteAt(start) != '"') {
            String bare =
                    new String(out.bytes(), start, out.length() - start, java.nio.charset.StandardCharsets.ISO_8859_1);
            out.truncate(start);
            out.put('"').putAscii(bare).put('"');
        }
    }

    static void writeList(TextBuffer out, List<CellWriter> cells, int row) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                out.put(',');
            }
            cells.get(i).write(out, row);
        }
    }
}
