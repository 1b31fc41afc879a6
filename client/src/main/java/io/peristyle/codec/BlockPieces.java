package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Block;
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
    private final Block block;
    private final int from;
    private final int to;
    private boolean begun;
    /** One for each column, once begun. */
    private List<ElementCodec> codecs = List.of();

    private int column;
    /** Of the column; before it, if its head was not written. */
    private int row;

    BlockPieces(BlockWriter writer, BlockRange range) {
        this.writer = writer;
        block = range.block();
        from = range.from();
        to = range.to();
        row = from - 1;
    }

    /** Whether all was written. */
    public boolean isDone() {
        return begun && column == block.columns().size();
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
            codecs = block.columns().stream().map(writer::codec).toList();
            begun = true;
            writer.writeHead(out, block.columns().size(), to - from);
        }
        while (!isDone() && out.readableBytes() < bytes) {
            Column current = block.column(column);
            ElementCodec codec = codecs.get(column);
            if (row < from) {
                row = from;
                writer.writeColumnHead(out, block.names().get(column), current.type());
                if (from < to) {
                    codec.writePrefix(out, current);
                }
            }
            writeRows(out, codec, current, bytes - out.readableBytes());
        }
    }

    private void writeRows(ByteBuf out, ElementCodec codec, Column current, int room) {
        if (row < to) {
            int end = codec.writesRowByRow(current) ? row + Math.min(to - row, rowsFor(room, codec, current)) : to;
            codec.write(out, current, row, end);
            row = end;
        }
        if (row == to) {
            column++;
            row = from - 1;
        }
    }

    /** So many rows as take about {@code room} bytes, but not too many at once: some may be longer than others. */
    private int rowsFor(int room, ElementCodec codec, Column current) {
        long width = codec.bytesPerRow();
        if (width > 0) {
            return (int) Math.max(1, room / width);
        }
        if (current instanceof BytesColumn texts) {
            width = 2L + (texts.end(to - 1) - texts.start(from)) / (to - from);
        }
        return (int) Math.max(1, Math.min(MOST_ROWS, room / Math.max(1, width)));
    }
}
