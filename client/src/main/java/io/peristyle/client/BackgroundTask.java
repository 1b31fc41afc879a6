package io.peristyle.client;

import io.peristyle.query.Summary;
import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A statement that nobody waits for.
 *
 * @param target the table, or the statement, for those who are told of its failure
 * @param rows its rows; -1 if that is not known
 * @param bytes what its values take in memory, about
 * @param start runs it
 */
record BackgroundTask(String target, long rows, long bytes, Function<Engine, CompletableFuture<Summary>> start) {
    private static final long OBJECT = 16;
    private static final long TEXT = 40;
    private static final long ENTRY = 32;

    /** What a value and all in it takes in memory, about: enough to keep many of them within a bound. */
    static long bytesOf(@Nullable Object value) {
        if (value instanceof CharSequence text) {
            return TEXT + text.length();
        } else if (value instanceof Map<?, ?> map) {
            long bytes = OBJECT;
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                bytes += ENTRY + bytesOf(entry.getValue());
            }
            return bytes;
        } else if (value instanceof Collection<?> collection) {
            long bytes = OBJECT;
            for (Object element : collection) {
                bytes += bytesOf(element);
            }
            return bytes;
        } else if (value instanceof Object[] array) {
            long bytes = OBJECT;
            for (Object element : array) {
                bytes += bytesOf(element);
            }
            return bytes;
        }
        return value == null || !value.getClass().isArray() ? OBJECT : OBJECT + widthOf(value) * Array.getLength(value);
    }

    private static long widthOf(Object primitives) {
        return primitives instanceof byte[] ? Byte.BYTES : Long.BYTES;
    }
}
