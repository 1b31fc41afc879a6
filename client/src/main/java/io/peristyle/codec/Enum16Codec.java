package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.ShortColumn;
import io.peristyle.type.EnumType;
import org.jspecify.annotations.Nullable;

/** {@code Enum16}: the value's code in two bytes, little-endian, signed; the names are in the type's text alone. */
final class Enum16Codec extends ShortCodec {
    private final EnumNames names;

    Enum16Codec(EnumType type) {
        super(type);
        this.names = new EnumNames(type);
    }

    @Override
    public String value(ShortColumn column, int row) {
        return names.name(column.rawValue(row), row);
    }

    @Override
    public @Nullable RowReader reader(ShortColumn column, Class<?> target) {
        return EnumNames.reader(column, target);
    }

    @Override
    String takes() {
        return names.takes();
    }

    @Override
    short raw(Object value) {
        return (short) names.code(value);
    }

    @Override
    short defaultRaw() {
        return (short) names.defaultCode();
    }
}
