package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.wire.MalformedDataException;
import java.util.Arrays;

/** Values of any fixed number of bytes while they are being read. */
final class FixedBytesReader implements ColumnReader<FixedBytesColumn> {
    private static final int LONGEST_ARRAY = Integer.MAX_VALUE - 8;

    private final FixedBytesCodec codec;
    private final ReadBudget budget;
    private final int total;
    private byte[] bytes = {};
    private int read;

    FixedBytesReader(FixedBytesCodec codec, int rows, ReadBudget budget) {
        this.codec = codec;
        this.budget = budget;
        FixedWidthReader.checkBytes(rows, codec.width(), budget.limits());
        if ((long) rows * codec.width() > LONGEST_ARRAY) {
            throw new MalformedDataException(
                    "a column of " + rows + " rows of " + codec.width() + " bytes, over 2 GiB");
        }
        total = rows * codec.width();
    }

    @Override
    public boolean readData(ByteBuf in) {
        int count = Math.min(in.readableBytes(), total - read);
        if (read + count > bytes.length) {
            bytes = budget.grown(
                    bytes, FixedWidthReader.capacity(bytes.length, read + count, total, 1), Arrays::copyOf);
        }
        in.readBytes(bytes, read, count);
        read += count;
        return read == total;
    }

    @Override
    public FixedBytesColumn column() {
        return new FixedBytesColumn(codec.type(), codec.width(), bytes, codec);
    }
}
