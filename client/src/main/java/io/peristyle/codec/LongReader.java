package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.LongColumn;
import java.util.Arrays;

/** Values of eight bytes while they are being read. */
final class LongReader extends FixedWidthReader<LongColumn> {
    private static final long[] NONE = {};

    private final LongCodec codec;
    private long[] values = NONE;

    LongReader(LongCodec codec, int rows, ReadBudget budget) {
        super(rows, Long.BYTES, budget);
        this.codec = codec;
    }

    @Override
    void resize(int length) {
        values = budget().grown(values, length, Arrays::copyOf);
    }

    @Override
    void move(ByteBuf in, int from, int count) {
        LittleEndian.source(in, count * Long.BYTES).asLongBuffer().get(values, from, count);
    }

    @Override
    void set(int row, long bits) {
        values[row] = bits;
    }

    @Override
    public LongColumn column() {
        return new LongColumn(codec.type(), values, codec);
    }
}
