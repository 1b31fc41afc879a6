package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.DoubleColumn;
import java.util.Arrays;

/** Values of type Float64 while they are being read. */
final class DoubleReader extends FixedWidthReader<DoubleColumn> {
    private static final double[] NONE = {};

    private final DoubleCodec codec;
    private double[] values = NONE;

    DoubleReader(DoubleCodec codec, int rows, ReadBudget budget) {
        super(rows, Double.BYTES, budget);
        this.codec = codec;
    }

    @Override
    void resize(int length) {
        values = budget().grown(values, length, Arrays::copyOf);
    }

    @Override
    void move(ByteBuf in, int from, int count) {
        LittleEndian.source(in, count * Double.BYTES).asDoubleBuffer().get(values, from, count);
    }

    @Override
    void set(int row, long bits) {
        values[row] = Double.longBitsToDouble(bits);
    }

    @Override
    public DoubleColumn column() {
        return new DoubleColumn(codec.type(), values, codec);
    }
}
