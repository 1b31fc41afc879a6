package io.peristyle.record;

import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * The shape of a class with the handles that make its objects from cells.
 *
 * @param columns finds the column of each property
 * @param getters read the properties from an object
 * @param maker {@code (Cell[], int) → Object}
 * @param setters each {@code (Object, Cell, int) → void}
 */
record CompiledShape(
        ObjectShape shape, ColumnMatch columns, Getters getters, MethodHandle maker, List<MethodHandle> setters) {
    // Bound to the classes themselves: an entry goes when its class does.
    private static final ClassValue<CompiledShape> OF_CLASSES = new ClassValue<>() {
        @Override
        protected CompiledShape computeValue(Class<?> type) {
            ObjectShape shape = type.isRecord() ? RecordShape.of(type) : BeanShape.of(type);
            return new CompiledShape(
                    shape,
                    new ColumnMatch(type, shape.properties()),
                    new Getters(type, shape.properties()),
                    ObjectFactory.compile(shape),
                    ObjectFactory.setters(shape));
        }
    };

    /** Worked out once for each class. */
    static CompiledShape of(Class<?> type) {
        return OF_CLASSES.get(type);
    }

    List<Property> properties() {
        return shape.properties();
    }

    List<String> names() {
        return shape.properties().stream().map(Property::name).toList();
    }
}
