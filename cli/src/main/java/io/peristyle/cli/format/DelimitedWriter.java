package io.peristyle.cli.format;

import io.peristyle.column.Block;
import io.peristyle.column.Column;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** {@code TabSeparated} and {@code CSV}: a line for each row, values with one character between them. */
final class DelimitedWriter implements ResultWriter {
    private final OutputStream out;
    private final Cells cells;
    private final TextStyle style;
    private final boolean withHeader;
    private final TextBuffer text = new TextBuffer();

    private DelimitedWriter(OutputStream out, Cells cells, TextStyle style, boolean withHeader) {
        this.out = out;
        this.cells = cells;
        this.style = style;
        this.withHeader = withHeader;
    }

    static DelimitedWriter tabSeparated(OutputStream out, Cells cells) {
        return new DelimitedWriter(out, cells, TextStyle.ESCAPED, false);
    }

    static DelimitedWriter tabSeparatedWithNamesAndTypes(OutputStream out, Cells cells) {
        return new DelimitedWriter(out, cells, TextStyle.ESCAPED, true);
    }

    static DelimitedWriter csv(OutputStream out, Cells cells) {
        return new DelimitedWriter(out, cells, TextStyle.CSV, false);
    }

    @Override
    public void header(Block header) throws IOException {
        if (withHeader) {
            line(header.names());
            line(header.types().stream().map(Object::toString).toList());
        }
    }

    @Override
    public void block(Block block) throws IOException {
        List<CellWriter> writers = block.columns().stream().map(this::writer).toList();
        char separator = style == TextStyle.CSV ? ',' : '\t';
        for (int row = 0; row < block.rows(); row++) {
            for (int i = 0; i < writers.size(); i++) {
                if (i > 0) {
                    text.put(separator);
                }
                writers.get(i).write(text, row);
            }
            text.put('\n').drain(out, false);
        }
        text.drain(out, true);
    }

    @Override
    public void totals(Block totals) throws IOException {
        text.put('\n');
        block(totals);
    }

    @Override
    public void extremes(Block extremes) throws IOException {
        text.put('\n');
        block(extremes);
    }

    @Override
    public void end() throws IOException {
        text.drain(out, true);
        out.flush();
    }

    private CellWriter writer(Column column) {
        return cells.of(column, style);
    }

    private void line(List<String> values) {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                text.put('\t');
            }
            StringText.write(text, style, values.get(i));
        }
        text.put('\n');
    }
}
