package io.peristyle.record;

import io.peristyle.error.ConfigurationException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;

/** Handles of members of the user's classes, private ones included where their module allows it. */
final class Access {
    private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();

    private Access() {}

    static MethodHandle constructor(Class<?> type, Class<?>... parameters) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            open(type, constructor);
            return LOOKUP.unreflectConstructor(constructor);
        } catch (ReflectiveOperationException failure) {
            throw closed(type, failure);
        }
    }

    static MethodHandle method(Class<?> type, Method method) {
        try {
            open(type, method);
            return LOOKUP.unreflect(method);
        } catch (IllegalAccessException failure) {
            throw closed(type, failure);
        }
    }

    private static void open(Class<?> type, AccessibleObject member) {
        try {
            member.setAccessible(true);
        } catch (InaccessibleObjectException closedModule) {
            throw closed(type, closedModule);
        }
    }

    private static ConfigurationException closed(Class<?> type, Exception cause) {
        Module module = type.getModule();
        Module own = Access.class.getModule();
        String to = own.isNamed() ? " to " + own.getName() : "";
        String advice = module.isNamed()
                ? "add \"opens " + type.getPackageName() + to + ";\" to the module " + module.getName()
                : "give it an accessible constructor";
        return new ConfigurationException(type.getName() + " is closed to the client: " + advice, cause);
    }
}
