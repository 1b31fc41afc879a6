package io.peristyle.codec;

import io.peristyle.column.Column.RowReader;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.type.FixedStringType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * {@code FixedString(N)}: N bytes. {@code 'ab'} of four is {@code 61 62 00 00}; the zeros belong to the value and are
 * read back with it.
 */
final class FixedStringCodec extends FixedBytesCodec {
    FixedStringCodec(FixedStringType type) {
        super(type, type.length());
    }

    @Override
    public String value(FixedBytesColumn column, int row) {
        return new String(column.bytes(), row * width(), width(), StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable RowReader reader(FixedBytesColumn column, Class<?> target) {
        if (target == byte[].class) {
            return column::bytesValue;
        } else if (target == ByteBuffer.class) {
            return row -> ByteBuffer.wrap(column.bytesValue(row));
        }
        return target.isAssignableFrom(String.class) ? column::value : null;
    }

    @Override
    String takes() {
        return type() + " takes a CharSequence, an enum constant, a byte[] or a ByteBuffer of at most " + width()
                + " bytes";
    }

    @Override
    void put(Object value, byte[] target, int at) {
        if (value instanceof byte[] array) {
            checkLength(array.length);
            System.arraycopy(array, 0, target, at, array.length);
            pad(target, at, array.length);
        } else if (value instanceof ByteBuffer buffer) {
            checkLength(buffer.remaining());
            buffer.get(buffer.position(), target, at, buffer.remaining());
            pad(target, at, buffer.remaining());
        } else if (value instanceof CharSequence text) {
            put(text, target, at);
        } else if (value instanceof Enum<?> constant) {
            put(constant.name(), target, at);
        } else {
            throw Refusal.ofClass(takes(), value);
        }
    }

    private void put(CharSequence text, byte[] target, int at) {
        checkLength(text.length());
        int end = Utf8.encodeAscii(text, target, at);
        if (end >= 0) {
            pad(target, at, end - at);
            return;
        }
        byte[] encoded = new byte[text.length() * Utf8.MOST_BYTES];
        int length = Utf8.encode(text, encoded, 0);
        checkLength(length);
        System.arraycopy(encoded, 0, target, at, length);
        pad(target, at, length);
    }

    private void pad(byte[] target, int at, int length) {
        Arrays.fill(target, at + length, at + width(), (byte) 0);
    }

    private void checkLength(int length) {
        if (length > width()) {
            throw Refusal.ofValue(takes(), "has more");
        }
    }
}
