package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.column.Column;
import io.peristyle.revision.Revision;
import io.peristyle.type.ClickHouseType;
import io.peristyle.wire.WireOutput;
import java.util.List;

/** Writes blocks in the ordinary layout, also those that came in another. */
public final class BlockWriter {
    private final CodecRegistry codecs;
    private final boolean kindsPossible;
    private final boolean hasInfo;

    /** {@code revision} is the one negotiated for the connection, or {@link Revision#NONE}. */
    public BlockWriter(int revision, CodecRegistry codecs) {
        this.codecs = codecs;
        kindsPossible = Revision.CUSTOM_SERIALIZATION.in(revision);
        hasInfo = Revision.BLOCK_INFO.in(revision);
    }

    /**
     * Appends rows {@code from} (inclusive) to {@code to} (exclusive) as a block.
     *
     * @throws io.peristyle.error.UnsupportedTypeException if a column has a type that the client does not write
     */
    public void write(ByteBuf out, Block block, int from, int to) {
        BlockPieces all = pieces(List.of(new BlockRange(block, from, to)));
        while (!all.isDone()) {
            all.write(out, Integer.MAX_VALUE);
        }
    }

    /**
     * Rows as one block, to be written in pieces.
     *
     * @param parts one after another, at least one; if there are several, of the same columns, all of which {@linkplain #joins
     *     join}
     */
    public BlockPieces pieces(List<BlockRange> parts) {
        return new BlockPieces(this, parts);
    }

    /**
     * Whether {@code rows} may follow others, which are of the same columns and may be followed too: each of their columns is a
     * sequence of values that stand alone.
     *
     * @throws io.peristyle.error.UnsupportedTypeException if a column has a type that the client does not write
     */
    public boolean joins(BlockRange rows) {
        for (Column column : rows.columns()) {
            if (!codec(column).writesRowByRow(column)) {
                return false;
            }
        }
        return true;
    }

    ElementCodec codec(Column column) {
        return ElementCodec.of(codecs.codec(column.type()));
    }

    void writeHead(ByteBuf out, int columns, int rows) {
        if (hasInfo) {
            writeInfo(out);
        }
        WireOutput.writeVarUInt(out, columns);
        WireOutput.writeVarUInt(out, rows);
    }

    void writeColumnHead(ByteBuf out, String name, ClickHouseType type) {
        WireOutput.writeString(out, name);
        WireOutput.writeString(out, type.toString());
        if (kindsPossible) {
            out.writeByte(0);
        }
    }

    /** No overflow rows, no bucket: what servers write for themselves, in the fields that all of them know. */
    private static void writeInfo(ByteBuf out) {
        out.writeByte(1).writeByte(0);
        out.writeByte(2).writeIntLE(-1);
        out.writeByte(0);
    }
}
