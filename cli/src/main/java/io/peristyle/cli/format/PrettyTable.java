package io.peristyle.cli.format;

import io.peristyle.column.Block;
import java.util.ArrayList;
import java.util.List;

/** One table of {@code PrettyCompact}. */
final class PrettyTable {
    private static final int ROWS_WITH_FOOTER = 50;

    private final List<String> names;
    private final List<List<String>> rows;
    private final long rowsBefore;
    private final boolean modern;
    private final boolean[] right;
    private final int[] widths;
    private final int margin;
    private final boolean remarks;

    /**
     * @param rowsBefore rows of the same result in tables before this one
     * @param modern whether rows have numbers, large numbers at the end a remark, and long tables the names below, too
     */
    PrettyTable(Block header, List<List<String>> rows, long rowsBefore, boolean modern) {
        this.names = new ArrayList<>(header.names());
        this.rows = rows;
        this.rowsBefore = rowsBefore;
        this.modern = modern;
        this.right = new boolean[names.size()];
        this.widths = new int[names.size()];
        this.margin =
                modern ? Math.max(1, Long.toString(rowsBefore + rows.size()).length()) + 2 : 0;
        for (int i = 0; i < widths.length; i++) {
            right[i] = Alignment.isRight(header.column(i).type());
            widths[i] = widestValue(i);
            if (modern) {
                names.set(i, DisplayWidth.cut(names.get(i), Math.max(DisplayWidth.NAME, widths[i])));
            }
            widths[i] = Math.max(widths[i], DisplayWidth.of(names.get(i)));
        }
        int last = names.size() - 1;
        remarks = modern && last >= 0 && Alignment.isNumeric(header.column(last).type());
    }

    private int widestValue(int column) {
        int widest = 0;
        for (List<String> row : rows) {
            for (String line : lines(row.get(column))) {
                widest = Math.max(widest, DisplayWidth.of(line));
            }
        }
        return widest;
    }

    void write(TextBuffer out) {
        border(out, "┌─", "─┬─", "─┐", true);
        for (int row = 0; row < rows.size(); row++) {
            writeRow(out, row);
        }
        border(out, "└─", "─┴─", "─┘", modern && rows.size() >= ROWS_WITH_FOOTER);
    }

    private void border(TextBuffer out, String left, String middle, String right, boolean named) {
        out.put(' ', margin);
        for (int i = 0; i < widths.length; i++) {
            out.putText(i == 0 ? left : middle);
            String name = named ? names.get(i) : "";
            pad(out, name, i, "─");
        }
        out.putText(right).put('\n');
    }

    private void writeRow(TextBuffer out, int row) {
        List<String> cells = rows.get(row);
        int height = cells.stream().mapToInt(cell -> lines(cell).length).max().orElse(1);
        for (int line = 0; line < height; line++) {
            String number = modern && line == 0 ? rowsBefore + row + 1 + ". " : "";
            out.put(' ', margin - number.length()).putAscii(number).putText("│");
            for (int i = 0; i < widths.length; i++) {
                String[] lines = lines(cells.get(i));
                out.putText(line > 0 && line < lines.length ? "↳" : " ");
                pad(out, line < lines.length ? lines[line] : "", i, " ");
                out.putText(line < lines.length - 1 ? "↴│" : " │");
            }
            if (remarks && line == 0) {
                out.putText(Magnitude.remark(cells.get(cells.size() - 1)));
            }
            out.put('\n');
        }
    }

    private void pad(TextBuffer out, String text, int column, String filler) {
        String padding = filler.repeat(widths[column] - DisplayWidth.of(text));
        out.putText(right[column] ? padding + text : text + padding);
    }

    private static String[] lines(String cell) {
        return cell.indexOf('\n') < 0 ? new String[] {cell} : cell.split("\n", -1);
    }
}
