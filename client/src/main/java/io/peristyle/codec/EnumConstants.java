package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.Column.RowReader;
import io.peristyle.error.DataException;
import java.util.HashMap;
import java.util.Map;

/** The constants of a Java enum by their names. */
final class EnumConstants {
    private final Class<?> target;
    private final Map<String, Object> byName = new HashMap<>();

    EnumConstants(Class<?> target) {
        this.target = target;
        for (Object constant : target.getEnumConstants()) {
            byName.put(((Enum<?>) constant).name(), constant);
        }
    }

    /** Reads the constant whose name is the value's text. */
    RowReader reader(Column column) {
        return row -> {
            Object constant = byName.get(column.stringValue(row));
            if (constant == null) {
                throw new DataException(
                        "row " + row + ": the value of type " + column.type().name() + " is no constant of "
                                + target.getName() + ", which has " + byName.keySet());
            }
            return constant;
        };
    }
}
