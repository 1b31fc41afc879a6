package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.ShortColumn;
import java.util.Arrays;

/** Values of two bytes while they are being read. */
final class ShortReader extends FixedWidthReader<ShortColumn> {
    private static final short[] NONE = {};

    private final ShortCodec codec;
    private short[] values = NONE;

    ShortReader(ShortCodec codec, int rows, ReadBudget budget) {
        super(rows, Short.BYTES, budget);
        this.codec = codec;
    }

    @Override
    void resize(int length) {
        values = budget().grown(values, length, Arrays::copyOf);
    }

    @Override
    void move(ByteBuf in, int from, int count) {
        LittleEndian.source(in, count * Short.BYTES).asShortBuffer().get(values, from, count);
    }

    @Override
    void set(int row, long bits) {
        values[row] = (short) bits;
    }

    @Override
    public ShortColumn column() {
        return new ShortColumn(codec.type(), values, codec);
    }
}
