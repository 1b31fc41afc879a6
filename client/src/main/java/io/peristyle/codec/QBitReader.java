package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.wire.MalformedDataException;
import org.jspecify.annotations.Nullable;

/** Reads the planes of bits of a {@code QBit} column. */
final class QBitReader implements ColumnReader<ArrayColumn> {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final QBitCodec codec;
    private final int rows;
    private final ByteRun planes;
    private @Nullable ArrayColumn column;

    QBitReader(QBitCodec codec, int rows, ReadLimits limits) {
        this.codec = codec;
        this.rows = rows;
        long values = (long) rows * codec.type().dimension();
        // A long for each number while the planes are taken apart.
        long needed = values * Long.BYTES + (long) codec.planes() * rows * codec.rowBytes();
        if (needed > Math.min(limits.maximumBlockBytes(), LONGEST_ARRAY)) {
            throw new MalformedDataException(
                    "a column of " + values + " numbers, over the limit of " + limits.maximumBlockBytes() + " bytes");
        }
        planes = new ByteRun(codec.planes() * rows * codec.rowBytes());
    }

    @Override
    public boolean readData(ByteBuf in) {
        return planes.read(in);
    }

    @Override
    public ArrayColumn column() {
        if (column == null) {
            column = codec.column(planes.bytes(), rows);
        }
        return column;
    }
}
