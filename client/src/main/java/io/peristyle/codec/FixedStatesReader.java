package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.BytesColumn;

/** Reads states of an aggregate function that all have the same number of bytes. */
final class FixedStatesReader implements ColumnReader<BytesColumn> {
    private final AggregateFunctionCodec codec;
    private final int rows;
    private final int width;
    private final ByteRun bytes;

    FixedStatesReader(AggregateFunctionCodec codec, int rows, int width, ReadBudget budget) {
        FixedWidthReader.checkBytes(rows, width + Integer.BYTES, budget.limits());
        this.codec = codec;
        this.rows = rows;
        this.width = width;
        bytes = new ByteRun(Math.multiplyExact(rows, width), budget);
    }

    @Override
    public boolean readData(ByteBuf in) {
        return bytes.read(in);
    }

    @Override
    public BytesColumn column() {
        int[] ends = new int[rows];
        for (int row = 0; row < rows; row++) {
            ends[row] = (row + 1) * width;
        }
        return new BytesColumn(codec.type(), bytes.bytes(), ends, codec);
    }
}
