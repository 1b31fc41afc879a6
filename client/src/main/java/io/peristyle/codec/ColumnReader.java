package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;

/**
 * One column while it is being read. Bytes may end anywhere, within a value too: the reader keeps its stage, always
 * consumes all that it can use, and never needs a byte twice. First the prefix of the whole tree of types is read, then
 * the data. Used on one thread.
 */
public interface ColumnReader<C extends Column> {
    /** Reads on; true when the prefix of the whole tree is complete, at once where the type has none. */
    default boolean readPrefix(ByteBuf in) {
        return true;
    }

    /** Reads on; true when all rows are there. Bytes behind the column are left in {@code in}. */
    boolean readData(ByteBuf in);

    /** The column, once complete. */
    C column();
}
