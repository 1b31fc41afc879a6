package io.peristyle.codec;

import io.peristyle.column.ByteColumn;
import io.peristyle.column.Column.RowReader;
import io.peristyle.type.EnumType;
import org.jspecify.annotations.Nullable;

/** {@code Enum8}: the value's code in one byte, signed; the names are in the type's text alone. */
final class Enum8Codec extends ByteCodec {
    private final EnumNames names;

    Enum8Codec(EnumType type) {
        super(type);
        this.names = new EnumNames(type);
    }

    @Override
    public String value(ByteColumn column, int row) {
        return names.name(column.rawValue(row), row);
    }

    @Override
    public @Nullable RowReader reader(ByteColumn column, Class<?> target) {
        return EnumNames.reader(column, target);
    }

    @Override
    String takes() {
        return names.takes();
    }

    @Override
    byte raw(Object value) {
        return (byte) names.code(value);
    }

    @Override
    byte defaultRaw() {
        return (byte) names.defaultCode();
    }
}
