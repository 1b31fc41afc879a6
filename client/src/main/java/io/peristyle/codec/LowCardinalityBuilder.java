package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects values into a dictionary. Values are told apart as Java objects, and only those that cannot change are looked
 * up; an entry too many is harmless.
 */
final class LowCardinalityBuilder implements ColumnBuilder {
    private static final Set<Class<?>> IMMUTABLE = Set.of(
            String.class,
            Long.class,
            Integer.class,
            Short.class,
            Byte.class,
            Double.class,
            Float.class,
            Boolean.class,
            UUID.class,
            LocalDate.class,
            LocalDateTime.class);

    private final LowCardinalityCodec codec;
    private final boolean nullable;
    private final ColumnBuilder entries;
    private final Map<Object, Integer> slots = new HashMap<>();
    private final GrowingInts indices;

    LowCardinalityBuilder(LowCardinalityCodec codec, boolean nullable, int expectedRows) {
        this.codec = codec;
        this.nullable = nullable;
        entries = codec.values().builder(0);
        indices = new GrowingInts(expectedRows);
    }

    /** Puts NULL and the default value where servers want them, if there will be rows: the latter may be long. */
    private void reserve() {
        if (entries.size() == 0) {
            entries.appendDefault();
            if (nullable) {
                entries.appendDefault();
            }
        }
    }

    @Override
    public void append(@Nullable Object value) {
        reserve();
        if (value == null && nullable) {
            indices.add(0);
            return;
        }
        Object key = value == null ? null : key(value);
        Integer slot = key == null ? null : slots.get(key);
        if (slot == null) {
            entries.append(value);
            slot = entries.size() - 1;
            if (key != null) {
                slots.put(key, slot);
            }
        }
        indices.add(slot);
    }

    @Override
    public void appendFrom(Column column, int row) {
        append(ExactText.of(column, row));
    }

    private static @Nullable Object key(Object value) {
        if (value instanceof byte[] bytes) {
            return ByteBuffer.wrap(bytes.clone());
        }
        return IMMUTABLE.contains(value.getClass()) ? value : null;
    }

    @Override
    public void appendDefault() {
        reserve();
        indices.add(0);
    }

    @Override
    public int size() {
        return indices.size();
    }

    @Override
    public long bytes() {
        return entries.bytes() + (long) Short.BYTES * indices.size();
    }

    @Override
    public Column build() {
        Column built = codec.column(indices.take(), entries.build());
        slots.clear();
        return built;
    }
}
