package io.peristyle.cli.format;

import io.peristyle.column.Block;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** {@code Vertical}: for each row a title, then a line for each value. For people. */
final class VerticalWriter implements ResultWriter {
    private final OutputStream out;
    private final Cells cells;
    private final TextBuffer text = new TextBuffer();
    private final TextBuffer cell = new TextBuffer(256);
    private long rows;
    private boolean hasTotals;
    private boolean follows;

    VerticalWriter(OutputStream out, Cells cells) {
        this.out = out;
        this.cells = cells;
    }

    @Override
    public void header(Block header) {
        // Every row names its columns.
    }

    /** Rows go on below a line that is not this writer's. */
    void goOn() {
        follows = false;
    }

    @Override
    public void block(Block block) throws IOException {
        List<Line> lines = lines(block);
        for (int row = 0; row < block.rows(); row++) {
            if (rows++ >= most()) {
                continue;
            }
            if (follows) {
                text.put('\n');
            }
            follows = true;
            // The server counts the digits of the next number.
            title("Row " + rows + ":", "Row " + (rows + 1) + ":");
            values(lines, row);
        }
        text.drain(out, true);
    }

    /** Behind the last of the rows that are shown. */
    private void finishRows() {
        if (rows > most()) {
            text.putText("\nShowed first " + most() + ".\n");
        }
        rows = 0;
        follows = false;
    }

    @Override
    public void totals(Block totals) throws IOException {
        finishRows();
        hasTotals = true;
        text.put('\n').put('\n');
        title("Totals:", "Totals:");
        values(lines(totals), 0);
        text.drain(out, true);
    }

    @Override
    public void extremes(Block extremes) throws IOException {
        finishRows();
        List<Line> lines = lines(extremes);
        String[] titles = {"Min:", "Max:"};
        if (!hasTotals) {
            text.put('\n');
        }
        for (int row = 0; row < Math.min(titles.length, extremes.rows()); row++) {
            text.put('\n');
            title(titles[row], titles[row]);
            values(lines, row);
        }
        text.drain(out, true);
    }

    @Override
    public void end() throws IOException {
        finishRows();
        text.drain(out, true);
        out.flush();
    }

    private int most() {
        return cells.dialect().readable() ? PrettyCompactWriter.MOST_ROWS : PrettyCompactWriter.MOST_ROWS_BEFORE;
    }

    private void title(String title, String asLong) {
        text.putText(title).put('\n').putText("─".repeat(asLong.length())).put('\n');
    }

    private void values(List<Line> lines, int row) throws IOException {
        for (Line line : lines) {
            text.put(line.label());
            cell.truncate(0);
            line.writer().write(cell, row);
            text.put(cell);
            if (line.numeric() && cells.dialect().readable()) {
                text.putText(Magnitude.remark(cell.toString()));
            }
            text.put('\n').drain(out, false);
        }
    }

    private List<Line> lines(Block block) {
        List<String> names = block.names().stream()
                .map(name -> cells.dialect().readable() ? DisplayWidth.cut(name, DisplayWidth.NAME) : name)
                .toList();
        int widest = names.stream().mapToInt(DisplayWidth::of).max().orElse(0);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            TextBuffer label = new TextBuffer(32).putText(name).put(':');
            label.put(' ', 1 + widest - DisplayWidth.of(name));
            lines.add(new Line(
                    label,
                    cells.of(block.column(i), TextStyle.PLAIN),
                    Alignment.isNumeric(block.column(i).type())));
        }
        return lines;
    }

    /** How to write one column's line in every row. */
    private record Line(TextBuffer label, CellWriter writer, boolean numeric) {}
}
