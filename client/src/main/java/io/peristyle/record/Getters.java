package io.peristyle.record;

import java.lang.invoke.CallSite;
import java.lang.invoke.LambdaMetafactory;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Getters of one of the user's classes as functions: classes of their own, which the JIT sees through, where the JVM lets the client
 * make them; else calls of the method handle.
 */
final class Getters {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private final Class<?> owner;
    private final List<Property> properties;
    // Made by whoever asks first, perhaps by several at once: what they make does the same.
    private final @Nullable Object[] known;

    Getters(Class<?> owner, List<Property> properties) {
        this.owner = owner;
        this.properties = properties;
        this.known = new @Nullable Object[properties.size()];
    }

    /** @param property the number of one of type long, int, short or byte that can be read */
    @SuppressWarnings("unchecked")
    ToLongFunction<Object> ofLong(int property) {
        Object function = known[property];
        if (function == null) {
            MethodType type = MethodType.methodType(long.class, Object.class);
            function = made(property, ToLongFunction.class, "applyAsLong", type);
            function =
                    function != null ? function : handledLong(handle(property).asType(type));
            known[property] = function;
        }
        return (ToLongFunction<Object>) function;
    }

    /** @param property the number of one of type double that can be read */
    @SuppressWarnings("unchecked")
    ToDoubleFunction<Object> ofDouble(int property) {
        Object function = known[property];
        if (function == null) {
            MethodType type = MethodType.methodType(double.class, Object.class);
            function = made(property, ToDoubleFunction.class, "applyAsDouble", type);
            function =
                    function != null ? function : handledDouble(handle(property).asType(type));
            known[property] = function;
        }
        return (ToDoubleFunction<Object>) function;
    }

    /** @param property the number of one of any other type that can be read; primitives are boxed */
    @SuppressWarnings("unchecked")
    Function<Object, @Nullable Object> ofObject(int property) {
        Object function = known[property];
        if (function == null) {
            MethodType type = MethodType.methodType(Object.class, Object.class);
            function = made(property, Function.class, "apply", type);
            function =
                    function != null ? function : handledObject(handle(property).asType(type));
            known[property] = function;
        }
        return (Function<Object, @Nullable Object>) function;
    }

    private MethodHandle handle(int property) {
        return Objects.requireNonNull(properties.get(property).getter());
    }

    private @Nullable Object made(int property, Class<?> function, String method, MethodType type) {
        MethodHandle getter = handle(property);
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

    /** What a getter has thrown, which may be a checked exception though no function says so. */
    static RuntimeException rethrown(Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        return thrown instanceof RuntimeException failure ? failure : new IllegalStateException(thrown);
    }
}
