package io.peristyle.cli.format;

import io.peristyle.column.Block;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** {@code JSONEachRow}: an object for each row, each on a line of its own. It has no place for totals and extremes. */
final class JsonEachRowWriter implements ResultWriter {
    private final OutputStream out;
    private final Cells cells;
    private final TextBuffer text = new TextBuffer();

    JsonEachRowWriter(OutputStream out, Cells cells) {
        this.out = out;
        this.cells = cells;
    }

    @Override
    public void header(Block header) {
        // Every row names its columns.
    }

    @Override
    public void block(Block block) throws IOException {
        List<TextBuffer> names = new ArrayList<>();
        List<CellWriter> writers = new ArrayList<>();
        for (int i = 0; i < block.names().size(); i++) {
            TextBuffer name = new TextBuffer(32).put(i == 0 ? '{' : ',');
            StringText.write(name, TextStyle.JSON, block.names().get(i));
            names.add(name.put(':'));
            writers.add(cells.of(block.column(i), TextStyle.JSON));
        }
        for (int row = 0; row < block.rows(); row++) {
            for (int i = 0; i < names.size(); i++) {
                text.put(names.get(i));
                writers.get(i).write(text, row);
            }
            text.put('}').put('\n').drain(out, false);
        }
        text.drain(out, true);
    }

    @Override
    public void totals(Block totals) {
        // Nothing.
    }

    @Override
    public void extremes(Block extremes) {
        // Nothing.
    }

    @Override
    public void end() throws IOException {
        out.flush();
    }
}
