package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes the columns of one ClickHouse type. Stateless and shared by all connections.
 *
 * @param <C> the shape that the type is stored in
 */
public interface ColumnCodec<C extends Column> {
    /** The type that this codec is for. */
    ClickHouseType type();

    /** A reader for one column of {@code rows} rows; {@code limits} bound what it may allocate. */
    ColumnReader<C> reader(int rows, ReadBudget budget);

    /** The prefix of the whole tree below this type, to be read before the number of rows is known. */
    default ColumnPrefix<C> prefix(ReadBudget budget) {
        return new NoPrefix<>(this, budget);
    }

    /** Bytes that each value takes in memory beyond those that it has on the wire, such as where a string ends. */
    default int extraBytesPerRow() {
        return 0;
    }

    /** Bytes of each value on the wire, if all have the same number and nothing stands before them; else 0. */
    default int bytesPerRow() {
        return 0;
    }

    /** Whether some rows and then those behind them, written one after another, are the same as all of them written at once. */
    default boolean writesRowByRow() {
        return bytesPerRow() > 0;
    }

    /** Appends the prefix (versions, structure) of the whole tree below this type. */
    void writePrefix(ByteBuf out, C column);

    /** Appends rows {@code from} (inclusive) to {@code to} (exclusive). */
    void write(ByteBuf out, C column, int from, int to);

    /** An empty builder for a column of this type. */
    ColumnBuilder builder(int expectedRows);

    /** A column over {@code array} without a copy; null if that needs a conversion, or if a value does not fit. */
    default @Nullable C wrap(Object array) {
        return null;
    }
}
