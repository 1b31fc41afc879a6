package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column.RowReader;
import io.peristyle.error.DataException;
import io.peristyle.type.ClickHouseType;

/**
 * {@code Nothing}: one byte without meaning for each row. The type of NULL and of the elements of an empty array; a row
 * of it has no value.
 */
final class NothingCodec extends ByteCodec {
    NothingCodec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Object value(ByteColumn column, int row) {
        throw new DataException("row " + row + ": the type Nothing has no values");
    }

    /** Reads as any class, since columns of NULLs alone do: what it reads is never asked for. */
    @Override
    public RowReader reader(ByteColumn column, Class<?> target) {
        return column::value;
    }

    @Override
    String takes() {
        return "Nothing takes no value";
    }

    @Override
    byte raw(Object value) {
        throw Refusal.ofClass(takes(), value);
    }
}
