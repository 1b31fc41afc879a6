package io.peristyle.cli.format;

import io.peristyle.column.VariantColumn;
import java.util.List;

/** Values of several types: each as its own type is written. */
final class VariantCells {
    private VariantCells() {}

    static CellWriter of(Cells cells, VariantColumn column, TextStyle style) {
        List<CellWriter> writers =
                column.columns().stream().map(values -> cells.of(values, style)).toList();
        short[] members = column.members();
        return (out, row) -> {
            if (members[row] == VariantColumn.NULL) {
                out.putText(style.nullText());
            } else {
                writers.get(members[row]).write(out, column.position(row));
            }
        };
    }
}
