package io.peristyle.record;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/** The shape of a record: its canonical constructor and its accessors. */
final class RecordShape {
    private RecordShape() {}

    static ObjectShape of(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        List<Property> properties = new ArrayList<>(components.length);
        Class<?>[] parameters = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            parameters[i] = component.getType();
            MethodHandle getter = Access.method(type, component.getAccessor());
            properties.add(new Property(component.getName(), component.getType(), component.getGenericType(), getter));
        }
        return new ObjectShape(List.copyOf(properties), Access.constructor(type, parameters), List.of());
    }
}
