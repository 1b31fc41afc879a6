package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ByteColumn;
import java.util.Arrays;

/** Values of one byte while they are being read. */
final class ByteReader extends FixedWidthReader<ByteColumn> {
    private static final byte[] NONE = {};

    private final ByteCodec codec;
    private byte[] values = NONE;

    ByteReader(ByteCodec codec, int rows, ReadBudget budget) {
        super(rows, Byte.BYTES, budget);
        this.codec = codec;
    }

    @Override
    void resize(int length) {
        values = budget().grown(values, length, Arrays::copyOf);
    }

    @Override
    void move(ByteBuf in, int from, int count) {
        in.getBytes(in.readerIndex(), values, from, count);
    }

    @Override
    void set(int row, long bits) {
        values[row] = (byte) bits;
    }

    @Override
    public ByteColumn column() {
        return new ByteColumn(codec.type(), values, codec);
    }
}
