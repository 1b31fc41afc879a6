package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.NullableColumn;
import io.peristyle.type.ClickHouseType;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects values and NULLs. */
final class NullableBuilder implements ColumnBuilder {
    private final ClickHouseType type;
    private final ColumnBuilder values;
    private byte[] nulls;

    NullableBuilder(ClickHouseType type, ColumnBuilder values, int expectedRows) {
        this.type = type;
        this.values = values;
        nulls = new byte[Growth.expected(expectedRows)];
    }

    @Override
    public void append(@Nullable Object value) {
        if (value == null) {
            appendDefault();
        } else {
            values.append(value);
            mark(0);
        }
    }

    @Override
    public void appendFrom(Column column, int row) {
        if (column.isNull(row)) {
            appendDefault();
        } else {
            values.appendFrom(column instanceof NullableColumn nullable ? nullable.values() : column, row);
            mark(0);
        }
    }

    @Override
    public void appendLong(long value) {
        values.appendLong(value);
        mark(0);
    }

    @Override
    public void appendDouble(double value) {
        values.appendDouble(value);
        mark(0);
    }

    @Override
    public void appendDefault() {
        values.appendDefault();
        mark(1);
    }

    private void mark(int isNull) {
        int row = values.size() - 1;
        if (row == nulls.length) {
            nulls = Arrays.copyOf(nulls, Growth.next(row));
        }
        nulls[row] = (byte) isNull;
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public int bytesPerRow() {
        return values.bytesPerRow() == 0 ? 0 : values.bytesPerRow() + 1;
    }

    @Override
    public long bytes() {
        return values.bytes() + values.size();
    }

    @Override
    public Column build() {
        byte[] marks = nulls.length == values.size() ? nulls : Arrays.copyOf(nulls, values.size());
        nulls = new byte[0];
        return new NullableColumn(type, marks, values.build());
    }
}
