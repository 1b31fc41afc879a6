package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column.RowReader;
import io.peristyle.type.ClickHouseType;
import org.jspecify.annotations.Nullable;

/** {@code Bool}: one byte, 0 or 1. */
final class BoolCodec extends ByteCodec {
    BoolCodec(ClickHouseType type) {
        super(type);
    }

    @Override
    public Boolean value(ByteColumn column, int row) {
        return column.rawValue(row) != 0;
    }

    @Override
    public @Nullable RowReader reader(ByteColumn column, Class<?> target) {
        return target == boolean.class || target.isAssignableFrom(Boolean.class)
                ? column::value
                : NumberReaders.ofText(column, target);
    }

    @Override
    String takes() {
        return "Bool takes a Boolean";
    }

    @Override
    byte raw(Object value) {
        if (value instanceof Boolean truth) {
            return (byte) (truth ? 1 : 0);
        }
        throw Refusal.ofClass(takes(), value);
    }
}
