package io.peristyle.record;

import io.peristyle.error.ConfigurationException;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The shape of a bean: its constructor without parameters, its public setters, and getters to match. */
final class BeanShape {
    private BeanShape() {}

    static ObjectShape of(Class<?> type) {
        List<Property> properties = new ArrayList<>();
        List<MethodHandle> setters = new ArrayList<>();
        settersByName(type).forEach((suffix, candidates) -> {
            Method setter = candidates.size() == 1 ? candidates.get(0) : likeItsGetter(type, suffix, candidates);
            Class<?> part = setter.getParameterTypes()[0];
            properties.add(new Property(
                    decapitalized(suffix), part, setter.getGenericParameterTypes()[0], getter(type, suffix, part)));
            setters.add(Access.method(type, setter));
        });
        if (properties.isEmpty()) {
            throw new ConfigurationException(
                    type.getName() + " is neither a record nor a bean: it has no public setter, such as setId(long)");
        }
        return new ObjectShape(List.copyOf(properties), Access.constructor(type), List.copyOf(setters));
    }

    private static SortedMap<String, List<Method>> settersByName(Class<?> type) {
        return Stream.of(type.getMethods())
                .filter(BeanShape::isSetter)
                .collect(Collectors.groupingBy(
                        setter -> setter.getName().substring(3), TreeMap::new, Collectors.toList()));
    }

    private static Method likeItsGetter(Class<?> type, String suffix, List<Method> candidates) {
        List<Method> like = candidates.stream()
                .filter(setter -> getter(type, suffix, setter.getParameterTypes()[0]) != null)
                .toList();
        if (like.size() != 1) {
            throw new ConfigurationException(type.getName() + " has several methods set" + suffix
                    + ", and no getter says which of them is meant");
        }
        return like.get(0);
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
