package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.Column;
import io.peristyle.column.NullableColumn;
import org.jspecify.annotations.Nullable;

/** Reads where the rows that are not left out stand, then their values, and makes an ordinary column of them. */
final class SparseReader implements ColumnReader<Column> {
    private final SparsePrefix prefix;
    private final int rows;
    private final SparsePositions positions;
    private @Nullable ColumnReader<? extends Column> values;
    private @Nullable Column column;

    SparseReader(SparsePrefix prefix, int rows) {
        this.prefix = prefix;
        this.rows = rows;
        positions = new SparsePositions(rows, prefix.budget());
    }

    @Override
    public boolean readData(ByteBuf in) {
        if (column != null) {
            return true;
        }
        if (values == null) {
            if (!positions.read(in)) {
                return false;
            }
            values = prefix.values().reader(positions.count());
        }
        if (!values.readData(in)) {
            return false;
        }
        column = expand(values.column());
        return true;
    }

    private Column expand(Column given) {
        long marks = prefix.nullable() ? 1 : 0;
        prefix.budget().reserve(rows, RowBytes.of(given) + Integer.BYTES + marks);
        int[] sources = positions.sources();
        Column dense = given.gather(sources);
        if (!prefix.nullable()) {
            return dense;
        }
        byte[] nulls = new byte[rows];
        for (int row = 0; row < rows; row++) {
            nulls[row] = (byte) (sources[row] < 0 ? 1 : 0);
        }
        return new NullableColumn(prefix.type(), nulls, dense);
    }

    @Override
    public Column column() {
        if (column == null) {
            throw new IllegalStateException("the column was not read yet");
        }
        return column;
    }
}
