package io.peristyle.cli.format;

import io.peristyle.column.Block;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code PrettyCompact}: tables with lines of box characters. For people.
 *
 * <p>Widths are known only when all values are: up to {@value #ROWS_OF_A_TABLE} rows are held back and become one table;
 * a longer result is several tables.
 */
final class PrettyCompactWriter implements ResultWriter {
    private static final int ROWS_OF_A_TABLE = 1000;

    private final OutputStream out;
    private final Cells cells;
    private final List<List<String>> held = new ArrayList<>();
    private Block header = Block.EMPTY;
    private long rows;

    PrettyCompactWriter(OutputStream out, Cells cells) {
        this.out = out;
        this.cells = cells.inTables();
    }

    @Override
    public void header(Block header) {
        this.header = header;
    }

    @Override
    public void block(Block block) throws IOException {
        header = block;
        List<CellWriter> writers = block.columns().stream()
                .map(column -> cells.of(column, TextStyle.PLAIN))
                .toList();
        for (int row = 0; row < block.rows(); row++) {
            held.add(texts(writers, row));
            if (held.size() == ROWS_OF_A_TABLE) {
                printHeld();
            }
        }
    }

    @Override
    public void totals(Block totals) throws IOException {
        printApart("Totals:", totals);
    }

    @Override
    public void extremes(Block extremes) throws IOException {
        printApart("Extremes:", extremes);
    }

    @Override
    public void end() throws IOException {
        printHeld();
        out.flush();
    }

    private void printApart(String title, Block block) throws IOException {
        printHeld();
        new TextBuffer(64).put('\n').putText(title).put('\n').drain(out, true);
        rows = 0;
        block(block);
        printHeld();
    }

    private void printHeld() throws IOException {
        if (!held.isEmpty()) {
            PrettyTable table =
                    new PrettyTable(header, held, rows, cells.dialect().readable());
            rows += held.size();
            TextBuffer text = new TextBuffer();
            table.write(text);
            text.drain(out, true);
            held.clear();
        }
    }

    private static List<String> texts(List<CellWriter> writers, int row) {
        List<String> texts = new ArrayList<>(writers.size());
        TextBuffer cell = new TextBuffer(64);
        for (CellWriter writer : writers) {
            cell.truncate(0);
            writer.write(cell, row);
            texts.add(cell.toString());
        }
        return texts;
    }
}
