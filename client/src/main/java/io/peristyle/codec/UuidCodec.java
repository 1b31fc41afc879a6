package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.type.ClickHouseType;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code UUID}: two little-endian halves, the higher first. {@code 00112233-4455-6677-8899-aabbccddeeff} is {@code 77 66
 * 55 44 33 22 11 00 ff ee dd cc bb aa 99 88}.
 */
final class UuidCodec extends FixedBytesCodec {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    UuidCodec(ClickHouseType type) {
        super(type, 2 * Long.BYTES);
    }

    @Override
    public UUID value(FixedBytesColumn column, int row) {
        int at = row * width();
        return new UUID((long) LONG.get(column.bytes(), at), (long) LONG.get(column.bytes(), at + Long.BYTES));
    }

    @Override
    public @Nullable RowReader reader(FixedBytesColumn column, Class<?> target) {
        return target.isAssignableFrom(UUID.class) ? column::value : NumberReaders.ofText(column, target);
    }

    @Override
    String takes() {
        return "UUID takes a UUID or its text of 36 characters";
    }

    @Override
    void put(Object value, byte[] target, int at) {
        UUID uuid = uuid(value);
        LONG.set(target, at, uuid.getMostSignificantBits());
        LONG.set(target, at + Long.BYTES, uuid.getLeastSignificantBits());
    }

    private UUID uuid(Object value) {
        if (value instanceof UUID uuid) {
            return uuid;
        }
        if (value instanceof CharSequence text) {
            return parse(text.toString());
        }
        throw Refusal.ofClass(takes(), value);
    }

    /** Java's own parser takes shorter texts too, and guesses. */
    private UUID parse(String text) {
        UUID uuid = null;
        try {
            uuid = text.length() == 36 ? UUID.fromString(text) : null;
        } catch (IllegalArgumentException e) {
            // Refused below, without the text that the exception carries.
        }
        if (uuid == null || !uuid.toString().equalsIgnoreCase(text)) {
            throw Refusal.ofValue(takes(), "is another text");
        }
        return uuid;
    }
}
