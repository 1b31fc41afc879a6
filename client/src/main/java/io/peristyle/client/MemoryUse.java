package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Row;
import io.peristyle.record.Mappings;
import io.peristyle.record.RowWriting;
import io.peristyle.transport.WriteUnit;
import java.lang.reflect.Array;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the values of one statement take in memory, about: enough to keep many of them within a bound. What several rows hold
 * together counts once. For one thread.
 */
final class MemoryUse {
    private static final long OBJECT = 16;
    private static final long TEXT = 40;
    private static final long ENTRY = 32;

    private final @Nullable Mappings mappings;
    private final Set<Block> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    /** @param mappings of records within values; null: they count as simple objects */
    MemoryUse(@Nullable Mappings mappings) {
        this.mappings = mappings;
    }

    /**
     * An object that is a row, with all in it.
     *
     * @throws ClickHouseException if its class cannot be one
     */
    long ofRow(@Nullable Object object) {
        return object == null || object instanceof Row || mappings == null ? of(object) : mapped(mappings, object);
    }

    /** A value and all in it. */
    long of(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return TEXT + text.length();
        } else if (value instanceof Map<?, ?> map) {
            return OBJECT
                    + map.values().stream()
                            .mapToLong(element -> ENTRY + of(element))
                            .sum();
        } else if (value instanceof Collection<?> collection) {
            return OBJECT + collection.stream().mapToLong(this::of).sum();
        } else if (value instanceof Object[] array) {
            long bytes = OBJECT;
            for (Object element : array) {
                bytes += of(element);
            }
            return bytes;
        } else if (value instanceof Row row) {
            return OBJECT + (seen.add(row.block()) ? WriteUnit.bytesAtServer(BlockRange.all(row.block())) : 0);
        } else if (value instanceof ByteBuffer buffer) {
            return TEXT + buffer.capacity();
        } else if (value instanceof BigInteger number) {
            return TEXT + number.bitLength() / Byte.SIZE;
        } else if (value instanceof BigDecimal number) {
            return TEXT + number.precision() / 2;
        } else if (value instanceof Record record && mappings != null) {
            return OBJECT + ofNested(mappings, record);
        }
        return value == null || !value.getClass().isArray() ? OBJECT : OBJECT + widthOf(value) * Array.getLength(value);
    }

    private long ofNested(Mappings known, Record record) {
        try {
            return mapped(known, record);
        } catch (ClickHouseException unfit) {
            // The insert itself says so, with the column's name.
            return 0;
        }
    }

    @SuppressWarnings("unchecked") // The writing is for the object's own class.
    private long mapped(Mappings known, Object object) {
        RowWriting<Object> writing = (RowWriting<Object>) known.writing(object.getClass());
        return writing.bytes(object, this::of);
    }

    private static long widthOf(Object primitives) {
        return primitives instanceof byte[] ? Byte.BYTES : Long.BYTES;
    }
}
