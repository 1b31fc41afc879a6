package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.IncompleteException;
import io.peristyle.wire.WireInput;
import org.jspecify.annotations.Nullable;

/**
 * All columns of an insert's table with their defaults, before the block that says which of them to send.
 *
 * @param table usually empty
 * @param description lines of text: format version, number of columns, a line for each
 */
public record TableColumns(String table, String description) implements ServerPacket {
    static final int TYPE = 11;

    private static final int MAXIMUM_NAME_BYTES = 1 << 20;
    private static final int MAXIMUM_DESCRIPTION_BYTES = 16 << 20;

    /**
     * Takes the body, which follows {@link ServerSignal#FRAMED_TABLE_COLUMNS}, out of decompressed bytes.
     *
     * @return null if it has not arrived in full; the reader index is then unchanged
     */
    public static @Nullable TableColumns tryDecodeBody(ByteBuf in) {
        int start = in.readerIndex();
        try {
            return decode(in);
        } catch (IncompleteException e) {
            in.readerIndex(start);
            return null;
        }
    }

    static TableColumns decode(ByteBuf in) {
        String table = WireInput.readString(in, MAXIMUM_NAME_BYTES, "a table name");
        return new TableColumns(
                table, WireInput.readString(in, MAXIMUM_DESCRIPTION_BYTES, "the description of a table"));
    }
}
