package io.peristyle.codec;

import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ValueMapping;
import io.peristyle.type.ClickHouseType;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Collects texts and byte arrays into one array, as many as come. */
final class BytesBuilder implements ColumnBuilder {
    private static final int LIKELY_LENGTH = 16;
    /** Fewer are not worth the memory that a batch takes. Records come as many at a time, no more. */
    private static final int LEAST_OF_BATCH = 256;

    private final ClickHouseType type;
    private final ValueMapping<BytesColumn> mapping;
    private byte[] bytes;
    private int[] ends;
    private int used;
    private int size;
    private int usedBefore;
    private int sizeBefore;
    private @Nullable TextBatch batch;

    BytesBuilder(ClickHouseType type, ValueMapping<BytesColumn> mapping, int expectedRows) {
        this.type = type;
        this.mapping = mapping;
        int expected = Growth.expected(expectedRows);
        this.bytes = new byte[expected * LIKELY_LENGTH];
        this.ends = new int[expected];
    }

    @Override
    public void append(@Nullable Object value) {
        if (value instanceof String text) {
            grow(text.length());
            appended(text, Utf8.encodeAscii(text, bytes, used));
        } else if (value instanceof CharSequence text) {
            appendText(text);
        } else if (value instanceof byte[] array) {
            grow(array.length);
            System.arraycopy(array, 0, bytes, used, array.length);
            end(used + array.length);
        } else if (value instanceof ByteBuffer buffer) {
            grow(buffer.remaining());
            buffer.get(buffer.position(), bytes, used, buffer.remaining());
            end(used + buffer.remaining());
        } else if (value instanceof Enum<?> constant) {
            appendText(constant.name());
        } else if (value == null) {
            throw Refusal.ofNull(StringCodec.TAKES);
        } else {
            throw Refusal.ofClass(StringCodec.TAKES, value);
        }
    }

    @Override
    public void appendAll(@Nullable Object[] values, int from, int to) {
        if (to - from < LEAST_OF_BATCH) {
            ColumnBuilder.super.appendAll(values, from, to);
            return;
        }
        TextBatch texts = batch == null ? new TextBatch() : batch;
        batch = texts;
        int next = from;
        while (next < to) {
            int end = next + Math.max(1, texts.gather(values, next, to));
            if (texts.size() == 0 || !appendAscii(texts)) {
                ColumnBuilder.super.appendAll(values, next, end);
            }
            next = end;
        }
    }

    @Override
    public long bytesAtMost(@Nullable Object[] values, int from, int to) {
        long bytes = 0;
        for (int i = from; i < to; i++) {
            if (!(values[i] instanceof String text)) {
                return Long.MAX_VALUE;
            }
            bytes += 1 + (long) text.length() * Utf8.MOST_BYTES;
        }
        return bytes;
    }

    /** Adds all texts of a batch, or none if not all of them are ASCII or there is no room. */
    private boolean appendAscii(TextBatch texts) {
        if (!Growth.canHold((long) used + texts.length())) {
            return false;
        }
        grow(texts.length());
        if (!texts.encodeAscii(bytes, used)) {
            return false;
        }
        int start = used;
        for (int i = 0; i < texts.size(); i++) {
            end(start + texts.end(i));
        }
        return true;
    }

    @Override
    public void appendFrom(Column column, int row) {
        append(ExactText.of(column, row));
    }

    private void appendText(CharSequence text) {
        grow(text.length());
        appended(text, Utf8.encodeAscii(text, bytes, used));
    }

    /** @param asciiEnd −1 if the text is not of ASCII characters only and yet to be written */
    private void appended(CharSequence text, int asciiEnd) {
        int end = asciiEnd;
        if (end < 0) {
            grow((long) text.length() * Utf8.MOST_BYTES);
            end = Utf8.encode(text, bytes, used);
        }
        end(end);
    }

    @Override
    public void appendDefault() {
        end(used);
    }

    private void end(int end) {
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, Growth.next(size, sizeBefore));
        }
        ends[size++] = end;
        used = end;
    }

    private void grow(long more) {
        if (more > bytes.length - used) {
            long likely = bytes.length == 0 ? usedBefore + (usedBefore >> 4) : 0;
            bytes = Arrays.copyOf(bytes, Growth.atLeast(bytes.length, Math.max(likely, used + more)));
        }
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public long bytes() {
        return (long) used + size;
    }

    @Override
    public BytesColumn build() {
        int[] built = size == ends.length ? ends : Arrays.copyOf(ends, size);
        // The last block of many may be much shorter than the one whose length it was made for.
        byte[] texts = bytes.length / 2 > used ? Arrays.copyOf(bytes, used) : bytes;
        BytesColumn column = new BytesColumn(type, texts, built, mapping);
        bytes = new byte[0];
        ends = new int[0];
        usedBefore = Math.max(used, usedBefore / 2);
        sizeBefore = Math.max(size, sizeBefore / 2);
        used = 0;
        size = 0;
        return column;
    }
}
