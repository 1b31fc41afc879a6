package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ArrayColumn;
import io.peristyle.wire.MalformedDataException;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Reads the planes of bits of a {@code QBit} column. */
final class QBitReader implements ColumnReader<ArrayColumn> {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final QBitCodec codec;
    private final int rows;
    private final int bytes;
    private final ByteRun planes;
    private @Nullable ArrayColumn column;

    QBitReader(QBitCodec codec, int rows, ReadBudget budget) {
        this.codec = codec;
        this.rows = rows;
        long values = (long) rows * codec.type().dimension();
        long needed = values * (codec.planes() / Byte.SIZE) + (long) codec.planes() * rows * codec.rowBytes();
        if (needed > Math.min(budget.limits().maximumBlockBytes(), LONGEST_ARRAY)) {
            throw new MalformedDataException("a column of " + values + " numbers, over the limit of "
                    + budget.limits().maximumBlockBytes() + " bytes");
        }
        bytes = codec.planes() * rows * codec.rowBytes();
        planes = new ByteRun(bytes, budget);
    }

    @Override
    public boolean readData(ByteBuf in) {
        if (column == null && planes.isEmpty() && in.readableBytes() >= bytes && in.nioBufferCount() == 1) {
            // All are there at once: no need to keep them.
            column = codec.column(in.nioBuffer(in.readerIndex(), bytes), rows);
            in.skipBytes(bytes);
        }
        if (column == null && planes.read(in)) {
            column = codec.column(ByteBuffer.wrap(planes.bytes()), rows);
        }
        return column != null;
    }

    @Override
    public ArrayColumn column() {
        if (column == null) {
            throw new IllegalStateException("the column was not read yet");
        }
        return column;
    }
}
