package io.peristyle.record;

import io.peristyle.error.ConfigurationException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shape of a bean: its constructor without parameters, its public setters, and getters to match. */
final class BeanShape {
    private BeanShape() {}

    static ObjectShape of(Class<?> type) {
        List<Property> properties = new ArrayList<>();
        List<MethodHandle> setters = new ArrayList<>();
        Stream.of(type.getMethods())
                .filter(BeanShape::isSetter)
                .sorted(Comparator.comparing(Method::getName))
                .forEach(setter -> {
                    Class<?> part = setter.getParameterTypes()[0];
                    properties.add(new Property(
                            decapitalized(setter.getName().substring(3)),
                            part,
                            setter.getGenericParameterTypes()[0],
                            getter(type, setter.getName().substring(3), part)));
                    setters.add(Access.method(type, setter));
                });
        if (properties.isEmpty()) {
            throw new ConfigurationException(
                    type.getName() + " is neither a record nor a bean: it has no public setter, such as setId(long)");
        }
        return new ObjectShape(List.copyOf(properties), Access.constructor(type), List.copyOf(setters));
    }

    private static boolean isSetter(Method method) {
        String name = method.getName();
        return name.startsWith("set")
                && name.length() > 3
                && method.getParameterCount() == 1
                && !Modifier.isStatic(method.getModifiers())
                && !method.isBridge();
    }

    private static @Nullable MethodHandle getter(Class<?> type, String suffix, Class<?> part) {
        for (String prefix : new String[] {"get", "is"}) {
            try {
                Method getter = type.getMethod(prefix + suffix);
                if (getter.getReturnType() == part) {
                    return Access.method(type, getter);
                }
            } catch (NoSuchMethodException none) {
                // The other prefix may do, or the property is written only.
            }
        }
        return null;
    }

    private static String decapitalized(String name) {
        boolean acronym = name.length() > 1 && Character.isUpperCase(name.charAt(1));
        return acronym ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }
}
