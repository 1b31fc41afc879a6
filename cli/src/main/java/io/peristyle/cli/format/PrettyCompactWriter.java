package io.peristyle.cli.format;

import io.peristyle.column.Block;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code PrettyCompact}: tables with lines of box characters. For people.
 *
 * <p>Widths are known only when all values are, so the rows are held back. Newer servers make one table, of the first and
 * the last rows if they are more than {@value #MOST_ROWS}, and have few rows of a wide table as {@code Vertical}, with its
 * totals and extremes; older ones
 * make a table of each block, and stop at {@value #MOST_ROWS_BEFORE}.
 */
final class PrettyCompactWriter implements ResultWriter {
    static final int MOST_ROWS = 1000;
    static final int MOST_ROWS_BEFORE = 10_000;
    private static final int MOST_ROWS_UPRIGHT = 10;
    private static final int LEAST_COLUMNS_UPRIGHT = 5;
    private static final int LEAST_WIDTH_UPRIGHT = 250;

    private final OutputStream out;
    private final Cells cells;
    private final boolean modern;
    private final VerticalWriter upright;
    private HeldRows held;
    /** The blocks of the rows that are held, as long as these are few. */
    private final List<Block> heldBlocks = new ArrayList<>();

    private Block header = Block.EMPTY;
    private long rows;
    private long shown;
    private boolean isUpright;
    private boolean isDrawn;

    PrettyCompactWriter(OutputStream out, Cells cells) {
        this.out = out;
        this.cells = cells.inTables();
        modern = cells.dialect().readable();
        upright = new VerticalWriter(out, cells);
        held = newRows();
    }

    @Override
    public void header(Block header) {
        this.header = header;
    }

    @Override
    public void block(Block block) throws IOException {
        header = block;
        if (!modern && rows >= MOST_ROWS_BEFORE) {
            return;
        }
        hold(block);
        if (!modern) {
            printHeld();
        }
    }

    private HeldRows newRows() {
        return modern
                ? HeldRows.ofBothEnds(MOST_ROWS)
                : HeldRows.ofTheBeginning((int) Math.max(0, MOST_ROWS_BEFORE - rows));
    }

    private void hold(Block block) {
        List<CellWriter> writers = block.columns().stream()
                .map(column -> cells.of(column, TextStyle.PLAIN))
                .toList();
        TextBuffer cell = new TextBuffer(64);
        for (int row = 0; row < block.rows(); row++) {
            if (held.keeps(block.rows() - row - 1)) {
                held.add(texts(writers, row, cell));
            } else {
                held.skip();
            }
        }
        if (held.count() <= MOST_ROWS_UPRIGHT) {
            heldBlocks.add(block);
        } else {
            heldBlocks.clear();
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
        finishRows();
        out.flush();
    }

    private void printApart(String title, Block block) throws IOException {
        finishRows();
        new TextBuffer(64).put('\n').putText(title).put('\n').drain(out, true);
        if (isUpright) {
            upright.goOn();
            upright.block(block);
            return;
        }
        header = block;
        hold(block);
        printHeld();
        beginAgain();
    }

    private void beginAgain() {
        rows = 0;
        shown = 0;
        held = newRows();
    }

    private void finishRows() throws IOException {
        printHeld();
        int most = modern ? MOST_ROWS : MOST_ROWS_BEFORE;
        if (rows >= most) {
            String counts = modern ? "Showed " + shown + " out of " + rows + " rows" : "  Showed first " + most;
            new TextBuffer(64).putText(counts + ".\n").drain(out, true);
        }
        beginAgain();
    }

    private void printHeld() throws IOException {
        if (held.count() > 0) {
            PrettyTable table = new PrettyTable(header, held, rows, modern);
            if (modern && !isDrawn && isWide(table)) {
                isUpright = true;
                for (Block block : heldBlocks) {
                    upright.block(block);
                }
            } else {
                isDrawn = true;
                TextBuffer text = new TextBuffer();
                table.write(text);
                text.drain(out, true);
            }
            rows += held.count();
            shown += held.shown().size();
            held = newRows();
            heldBlocks.clear();
        }
    }

    private boolean isWide(PrettyTable table) {
        return held.count() <= MOST_ROWS_UPRIGHT
                && header.columns().size() >= LEAST_COLUMNS_UPRIGHT
                && (table.width() >= LEAST_WIDTH_UPRIGHT || table.hasLines());
    }

    private static byte[][] texts(List<CellWriter> writers, int row, TextBuffer cell) {
        byte[][] texts = new byte[writers.size()][];
        for (int i = 0; i < texts.length; i++) {
            cell.truncate(0);
            writers.get(i).write(cell, row);
            texts[i] = cell.toBytes();
        }
        return texts;
    }
}
