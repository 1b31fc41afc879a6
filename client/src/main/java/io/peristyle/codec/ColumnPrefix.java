package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;

/**
 * The prefix of a tree of types while it is being read: versions and structure, which stand before all data of the tree.
 * How many values each level has is known only afterwards, hence the reader of the data is made by the prefix.
 */
interface ColumnPrefix<C extends Column> {
    /** Reads on, half a number included; true when the prefix is complete. */
    boolean read(ByteBuf in);

    /** A reader of {@code rows} values in the form that the prefix, which is complete, announced. */
    ColumnReader<? extends C> reader(int rows);
}
