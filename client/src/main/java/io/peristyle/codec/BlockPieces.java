package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.BlockRange;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import java.util.List;

/**
 * Rows as one block on the wire that is written in pieces: no buffer has to hold all of it, so that the same small ones, which
 * stay in the processor's cache, serve for all of an insert. What is written is the same however it is cut. Not thread-safe.
 */
public final class BlockPieces {
    private static final int MOST_ROWS = 4096;

    private final BlockWriter writer;
    private final List<BlockRange> parts;
    private final BlockRange first;
    private boolean begun;
    /** One for each column, once begun. */
    private List<ElementCodec> codecs = List.of();

    private int column;
    /** Of the column; before the first one, if its head was not written. */
    private int part = -1;
    /** Of the part, from zero. */
    private int row;

    BlockPieces(BlockWriter writer, List<BlockRange> parts) {
        this.writer = writer;
        this.parts = parts;
        first = parts.get(0);
    }

    /** Whether all was written. */
    public boolean isDone() {
        return begun && column == first.columns().size();
    }

    /**
     * Appends what follows until {@code out} has about {@code bytes}. A column whose values cannot be told apart on the wire, such
     * as an Array, is written as a whole.
     *
     * @throws io.peristyle.error.UnsupportedTypeException if a column has a type that the client does not write; this is known the
     *     first time, before anything is appended
     */
    public void write(ByteBuf out, int bytes) {
        if (!begun) {
            codecs = first.columns().stream().map(writer::codec).toList();
            begun = true;
            writer.writeHead(out, first.columns().size(), rows());
        }
        while (!isDone() && out.readableBytes() < bytes) {
            if (part < 0) {
                beginColumn(out);
            }
            writeRows(out, bytes - out.readableBytes());
        }
    }

    private int rows() {
        int rows = 0;
        for (BlockRange range : parts) {
            rows = Math.addExact(rows, range.rows());
        }
        return rows;
    }

    private void beginColumn(ByteBuf out) {
        Column values = first.columns().get(column);
        writer.writeColumnHead(out, first.names().get(column), values.type());
        if (rows() > 0) {
            codecs.get(column).writePrefix(out, values);
        }
        begin(0);
    }

    private void begin(int next) {
        if (next < parts.size()) {
            part = next;
            row = 0;
        } else {
            part = -1;
            column++;
        }
    }

    private void writeRows(ByteBuf out, int room) {
        BlockRange range = parts.get(part);
        Column values = range.columns().get(column);
        ElementCodec codec = codecs.get(column);
        int start = range.start(column);
        if (row < range.rows()) {
            int end = range.rows();
            if (codec.writesRowByRow(values)) {
                end = row + Math.min(end - row, rowsFor(room, codec, values, start, range.rows()));
            }
            codec.write(out, values, start + row, start + end);
            row = end;
        }
        if (row == range.rows()) {
            begin(part + 1);
        }
    }

    /** So many rows as take about {@code room} bytes, but not too many at once: some may be longer than others. */
    private static int rowsFor(int room, ElementCodec codec, Column values, int start, int rows) {
        long width = codec.bytesPerRow();
        if (width > 0) {
            return (int) Math.max(1, room / width);
        }
        if (values instanceof BytesColumn texts) {
            width = 2L + (texts.end(start + rows - 1) - texts.start(start)) / rows;
        }
        return (int) Math.max(1, Math.min(MOST_ROWS, room / Math.max(1, width)));
    }
}
