package io.peristyle.record;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A named part of an object: a record's component, a bean's property.
 *
 * @param type its class
 * @param genericType its class with type arguments
 * @param getter reads it from the object; null if it cannot be read
 */
record Property(
        String name,
        Class<?> type,
        Type genericType,
        @Nullable MethodHandle getter) {}
