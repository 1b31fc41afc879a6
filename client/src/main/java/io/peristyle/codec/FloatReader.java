package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.FloatColumn;
import java.util.Arrays;

/** Values of type Float32 while they are being read. */
final class FloatReader extends FixedWidthReader<FloatColumn> {
    private static final float[] NONE = {};

    private final FloatCodec codec;
    private float[] values = NONE;

    FloatReader(FloatCodec codec, int rows, ReadBudget budget) {
        super(rows, Float.BYTES, budget);
        this.codec = codec;
    }

    @Override
    void resize(int length) {
        values = budget().grown(values, length, Arrays::copyOf);
    }

    @Override
    void move(ByteBuf in, int from, int count) {
        LittleEndian.source(in, count * Float.BYTES).asFloatBuffer().get(values, from, count);
    }

    @Override
    void set(int row, long bits) {
        values[row] = Float.intBitsToFloat((int) bits);
    }

    @Override
    public FloatColumn column() {
        return new FloatColumn(codec.type(), values, codec);
    }
}
