package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.BytesColumn;
import java.util.Arrays;

/** Reads states of an aggregate function, one after another. */
final class StatesReader implements ColumnReader<BytesColumn> {
    private final AggregateFunctionCodec codec;
    private final int rows;
    private final StateCursor cursor;
    private final ByteBuf bytes = Unpooled.buffer();
    private int[] ends = {};
    private int row;

    StatesReader(AggregateFunctionCodec codec, int rows, ReadBudget budget) {
        FixedWidthReader.checkBytes(rows, Integer.BYTES, budget.limits());
        this.codec = codec;
        this.rows = rows;
        cursor = codec.cursor(budget.limits().maximumStringBytes());
    }

    @Override
    public boolean readData(ByteBuf in) {
        while (row < rows) {
            if (!cursor.read(in, bytes)) {
                return false;
            }
            if (row == ends.length) {
                ends = Arrays.copyOf(ends, FixedWidthReader.capacity(row, row + 1, rows, Integer.BYTES));
            }
            ends[row++] = bytes.writerIndex();
        }
        return true;
    }

    @Override
    public BytesColumn column() {
        return new BytesColumn(codec.type(), bytes.array(), ends, codec);
    }
}
