package io.peristyle.codec;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How deep collections, maps and arrays of Java lie in each other, where no type says it. */
final class Nesting {
    private static final int MOST = 100;

    private Nesting() {}

    /** @throws IllegalArgumentException if it is more than a type may be nested, as where a list holds itself */
    static void check(@Nullable Object value) {
        check(value, 0);
    }

    private static void check(@Nullable Object value, int depth) {
        if (depth > MOST) {
            throw new IllegalArgumentException("values nested over " + MOST + " deep");
        }
        if (value instanceof Map<?, ?> map) {
            map.values().forEach(element -> check(element, depth + 1));
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(element -> check(element, depth + 1));
        } else if (value instanceof Object[] elements) {
            for (Object element : elements) {
                check(element, depth + 1);
            }
        }
    }
}
