package io.peristyle.codec;

import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.FixedStringType;
import org.jspecify.annotations.Nullable;

/** The Java values of columns, but for text, which need not be any: that as its bytes. */
final class ExactText {
    private ExactText() {}

    static @Nullable Object of(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        return isBytes(column, row) ? column.bytesValue(row) : column.value(row);
    }

    /** Whether the value of {@code row}, which is not NULL, is a text. */
    private static boolean isBytes(Column column, int row) {
        if (column instanceof DictionaryColumn dictionary) {
            return isBytes(dictionary.dictionary(), dictionary.indices()[row]);
        } else if (column instanceof NullableColumn nullable) {
            return isBytes(nullable.values(), row);
        } else if (column instanceof VariantColumn variants) {
            return isBytes(variants.columns().get(variants.members()[row]), variants.position(row));
        }
        return column instanceof BytesColumn || column.type().plain() instanceof FixedStringType;
    }
}
