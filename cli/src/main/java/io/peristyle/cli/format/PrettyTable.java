package io.peristyle.cli.format;

import io.peristyle.column.Block;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One table of {@code PrettyCompact}. */
final class PrettyTable {
    private static final int ROWS_WITH_FOOTER = 50;
    private static final int WIDEST_COLUMN = 250;
    private static final int WIDEST_VALUE = 10_000;
    /** Of the first value: the lines before it; and of each further one. */
    private static final int BEFORE_VALUE = 2;

    private static final int BETWEEN_VALUES = 3;

    private final List<String> names;
    private final HeldRows held;
    private final List<byte[][]> rows;
    private final long rowsBefore;
    private final boolean modern;
    private final boolean[] right;
    private final int[] widths;
    private final int[] starts;
    private final int margin;
    private final boolean remarks;
    private final boolean cuts;
    private boolean hasLines;

    /**
     * @param rowsBefore rows of the same result in tables before this one
     * @param modern whether rows have numbers, large numbers at the end a remark, and long tables the names below, too
     */
    PrettyTable(Block header, HeldRows held, long rowsBefore, boolean modern) {
        this.names = new ArrayList<>(header.names());
        this.held = held;
        this.rows = held.shown();
        this.rowsBefore = rowsBefore;
        this.modern = modern;
        this.right = new boolean[names.size()];
        this.widths = new int[names.size()];
        this.starts = new int[names.size()];
        this.margin = modern ? Long.toString(rowsBefore + held.count()).length() + 2 : 0;
        int start = margin + BEFORE_VALUE;
        for (int i = 0; i < widths.length; i++) {
            right[i] = Alignment.isRight(header.column(i).type(), modern);
            starts[i] = start;
            widths[i] = widestValue(i);
            if (modern) {
                names.set(i, DisplayWidth.cut(names.get(i), Math.max(DisplayWidth.NAME, widths[i])));
            }
            widths[i] = Math.max(widths[i], Math.min(WIDEST_COLUMN, DisplayWidth.of(names.get(i))));
            start += widths[i] + BETWEEN_VALUES;
        }
        int last = names.size() - 1;
        remarks = modern && last >= 0 && Alignment.isNumeric(header.column(last).type());
        cuts = modern && (held.count() > 1 || names.size() > 1 || rowsBefore > 0);
    }

    private int widestValue(int column) {
        int widest = 0;
        for (byte[][] row : held.measured()) {
            byte[] value = row[column];
            for (int from = 0; from <= value.length; ) {
                int end = endOfLine(value, from);
                hasLines |= end < value.length;
                widest = Math.max(widest, DisplayWidth.of(value, from, end, starts[column]));
                from = end + 1;
            }
        }
        return Math.min(WIDEST_COLUMN, widest);
    }

    /** The columns of the terminal that values take, without what is between them. */
    int width() {
        int width = 0;
        for (int column : widths) {
            width += column;
        }
        return width;
    }

    /** Whether a value takes more than one line. */
    boolean hasLines() {
        return hasLines;
    }

    void write(TextBuffer out) {
        border(out, "┌─", "─┬─", "─┐", true);
        int gap = held.shownBeforeGap();
        for (int row = 0; row < rows.size(); row++) {
            if (row == gap) {
                gap(out);
            }
            long behind = row < gap ? 0 : held.count() - rows.size();
            writeRow(out, rows.get(row), rowsBefore + behind + row + 1);
        }
        border(out, "└─", "─┴─", "─┘", modern && held.count() >= ROWS_WITH_FOOTER);
    }

    private void border(TextBuffer out, String left, String middle, String right, boolean named) {
        out.put(' ', margin);
        for (int i = 0; i < widths.length; i++) {
            out.putText(i == 0 ? left : middle);
            String name = named ? names.get(i) : "";
            String padding = "─".repeat(Math.max(0, widths[i] - DisplayWidth.of(name)));
            out.putText(this.right[i] ? padding + name : name + padding);
        }
        out.putText(right).put('\n');
    }

    private void gap(TextBuffer out) {
        out.put(' ', margin);
        int width = 1 + width() + BETWEEN_VALUES * widths.length;
        for (int i = 0; i < width; i++) {
            out.putText(i % 2 == 0 ? "─" : " ");
        }
        out.put('\n');
    }

    private void writeRow(TextBuffer out, byte[][] cells, long number) {
        int[] from = new int[cells.length];
        boolean first = true;
        boolean more = true;
        while (more) {
            String label = modern && first ? number + ". " : "";
            out.put(' ', margin - label.length()).putAscii(label).putText("│");
            more = false;
            for (int i = 0; i < cells.length; i++) {
                from[i] = writeLine(out, i, cells[i], from[i]);
                more |= from[i] < cells[i].length;
            }
            if (remarks) {
                out.putText(Magnitude.remark(new String(cells[cells.length - 1], StandardCharsets.UTF_8)));
            }
            out.put('\n');
            first = false;
        }
    }

    /** Writes the line of a value that begins at {@code from}; returns where the next one does, the length if there is none. */
    private int writeLine(TextBuffer out, int column, byte[] value, int from) {
        int end = from < value.length ? endOfLine(value, from) : from;
        boolean continued = from > 0 && from < value.length;
        int width = DisplayWidth.of(value, from, end, starts[column]);
        boolean cut = cuts && width > WIDEST_VALUE;
        int shownEnd = cut ? DisplayWidth.end(value, from, end, starts[column], WIDEST_VALUE) : end;
        int padding = Math.max(0, widths[column] - (cut ? WIDEST_VALUE : width));
        out.putText(continued ? "↳" : " ");
        out.put(' ', right[column] ? padding : 0);
        out.put(value, from, shownEnd).putText(cut ? "⋯" : "");
        out.put(' ', right[column] ? 0 : padding);
        if (end < value.length) {
            out.putText("↴│");
            return end + 1;
        }
        out.putText(cut ? "│" : " │");
        return value.length;
    }

    /** Older servers have lines as they come. */
    private int endOfLine(byte[] value, int from) {
        int end = from;
        while (end < value.length && (value[end] != '\n' || !modern)) {
            end++;
        }
        return end;
    }
}
