package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.IntColumn;
import java.util.Arrays;

/** Values of four bytes while they are being read. */
final class IntReader extends FixedWidthReader<IntColumn> {
    private static final int[] NONE = {};

    private final IntCodec codec;
    private int[] values = NONE;

    IntReader(IntCodec codec, int rows, ReadBudget budget) {
        super(rows, Integer.BYTES, budget);
        this.codec = codec;
    }

    @Override
    void resize(int length) {
        values = budget().grown(values, length, Arrays::copyOf);
    }

    @Override
    void move(ByteBuf in, int from, int count) {
        LittleEndian.source(in, count * Integer.BYTES).asIntBuffer().get(values, from, count);
    }

    @Override
    void set(int row, long bits) {
        values[row] = (int) bits;
    }

    @Override
    public IntColumn column() {
        return new IntColumn(codec.type(), values, codec);
    }
}
