package io.peristyle.record;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Getters of the user's classes as functions: classes of their own, which the JIT sees through, where the JVM lets the client
 * make them; else calls of the method handle.
 */
final class Getters {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Getters() {}

    /** @param getter of a component of type long, int, short or byte */
    static ToLongFunction<Object> ofLong(Class<?> owner, MethodHandle getter) {
        MethodType type = MethodType.methodType(long.class, Object.class);
        Object made = made(owner, getter, ToLongFunction.class, "applyAsLong", type);
        return made != null ? uncheckedLong(made) : handledLong(getter.asType(type));
    }

    /** @param getter of a component of type double */
    static ToDoubleFunction<Object> ofDouble(Class<?> owner, MethodHandle getter) {
        MethodType type = MethodType.methodType(double.class, Object.class);
        Object made = made(owner, getter, ToDoubleFunction.class, "applyAsDouble", type);
        return made != null ? uncheckedDouble(made) : handledDouble(getter.asType(type));
    }

    /** @param getter of a component of any type; primitives are boxed */
    static Function<Object, @Nullable Object> ofObject(Class<?> owner, MethodHandle getter) {
        MethodType type = MethodType.methodType(Object.class, Object.class);
        Object made = made(owner, getter, Function.class, "apply", type);
        return made != null ? uncheckedObject(made) : handledObject(getter.asType(type));
    }

    private static @Nullable Object made(
            Class<?> owner, MethodHandle getter, Class<?> function, String method, MethodType type) {
        try {
            LOOKUP.lookupClass().getModule().addReads(owner.getModule());
            MethodHandles.Lookup inside = MethodHandles.privateLookupIn(owner, LOOKUP);
            MethodType exact = getter.type().returnType().isPrimitive()
                            && !type.returnType().isPrimitive()
                    ? getter.type().wrap().changeParameterType(0, owner)
                    : getter.type().changeParameterType(0, owner).changeReturnType(widened(getter, type));
            CallSite site =
                    LambdaMetafactory.metafactory(inside, method, MethodType.methodType(function), type, getter, exact);
            return site.getTarget().invoke();
        } catch (Throwable refused) {
            rethrowIfFatal(refused);
            return null;
        }
    }

    private static Class<?> widened(MethodHandle getter, MethodType type) {
        return type.returnType().isPrimitive()
                ? type.returnType()
                : getter.type().returnType();
    }

    // Classes that are closed or hidden, methods of a class above, JVMs without new classes at run time.
    private static void rethrowIfFatal(Throwable refused) {
        if (refused instanceof VirtualMachineError fatal && !(refused instanceof InternalError)) {
            throw fatal;
        }
    }

    @SuppressWarnings("unchecked")
    private static ToLongFunction<Object> uncheckedLong(Object made) {
        return (ToLongFunction<Object>) made;
    }

    @SuppressWarnings("unchecked")
    private static ToDoubleFunction<Object> uncheckedDouble(Object made) {
        return (ToDoubleFunction<Object>) made;
    }

    @SuppressWarnings("unchecked")
    private static Function<Object, @Nullable Object> uncheckedObject(Object made) {
        return (Function<Object, @Nullable Object>) made;
    }

    private static ToLongFunction<Object> handledLong(MethodHandle exact) {
        return object -> {
            try {
                return (long) exact.invokeExact(object);
            } catch (Throwable thrown) {
                throw rethrown(thrown);
            }
        };
    }

    private static ToDoubleFunction<Object> handledDouble(MethodHandle exact) {
        return object -> {
            try {
                return (double) exact.invokeExact(object);
            } catch (Throwable thrown) {
                throw rethrown(thrown);
            }
        };
    }

    private static Function<Object, @Nullable Object> handledObject(MethodHandle exact) {
        return object -> {
            try {
                return (Object) exact.invokeExact(object);
            } catch (Throwable thrown) {
                throw rethrown(thrown);
            }
        };
    }

    private static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }
}
