package io.peristyle.codec;

import io.peristyle.type.ClickHouseType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A line of the registry: how the codec of one type is made.
 *
 * @param name the name that the type has before its parentheses
 * @param type the class of types of this name
 * @param constructor makes the codec; from the registry it gets those of the types inside
 */
record CodecLine<T extends ClickHouseType>(
        String name, Class<T> type, BiFunction<T, CodecRegistry, @Nullable ColumnCodec<?>> constructor) {

    /** The lines by their names, no two of which may be the same. */
    static Map<String, CodecLine<?>> byName(CodecLine<?>... lines) {
        Map<String, CodecLine<?>> byName = new HashMap<>();
        for (CodecLine<?> line : lines) {
            if (byName.put(line.name(), line) != null) {
                throw new IllegalStateException("two codecs are registered for the type " + line.name());
            }
        }
        return Map.copyOf(byName);
    }

    /** The codec of {@code wanted}; null if it has the name, but not the form, that this line is for. */
    @Nullable
    ColumnCodec<?> codec(ClickHouseType wanted, CodecRegistry codecs) {
        return type.isInstance(wanted) ? constructor.apply(type.cast(wanted), codecs) : null;
    }
}
