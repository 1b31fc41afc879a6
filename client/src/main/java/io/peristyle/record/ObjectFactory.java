package io.peristyle.record;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/** Makes objects of one class from the rows of one block. */
final class ObjectFactory {
    private static final MethodHandle OBJECT = find("object", Object.class);
    private static final MethodHandle LONG = find("longValue", long.class);
    private static final MethodHandle INT = find("intValue", int.class);
    private static final MethodHandle DOUBLE = find("doubleValue", double.class);

    private final Class<?> type;
    private final MethodHandle maker;
    private final List<MethodHandle> setters;
    private final Cell[] cells;

    private ObjectFactory(Class<?> type, MethodHandle maker, List<MethodHandle> setters, Cell[] cells) {
        this.type = type;
        this.maker = maker;
        this.setters = setters;
        this.cells = cells;
    }

    /** @param cells a reader for each property of the shape */
    static ObjectFactory of(Class<?> type, CompiledShape shape, Cell[] cells) {
        return new ObjectFactory(type, shape.maker(), shape.setters(), cells);
    }

    Object make(int row) {
        try {
            Object made = (Object) maker.invokeExact(cells, row);
            for (int i = 0; i < setters.size(); i++) {
                setters.get(i).invokeExact(made, cells[i], row);
            }
            return made;
        } catch (RuntimeException | Error thrown) {
            throw thrown;
        } catch (Throwable thrown) {
            throw new IllegalStateException(type.getName() + " could not be made", thrown);
        }
    }

    /** A handle {@code (Cell[], int) → Object} that reads each argument of the constructor without a box where it can. */
    static MethodHandle compile(ObjectShape shape) {
        MethodHandle handle = shape.factory();
        int arguments = shape.setters().isEmpty() ? shape.properties().size() : 0;
        handle = MethodHandles.dropArguments(handle, 0, Cell[].class, int.class);
        for (int i = 0; i < arguments; i++) {
            MethodHandle reader = MethodHandles.filterArguments(
                    reader(shape.properties().get(i).type()),
                    0,
                    MethodHandles.insertArguments(MethodHandles.arrayElementGetter(Cell[].class), 1, i));
            handle = MethodHandles.collectArguments(handle, 2, reader);
            handle = mergeFirstTwo(handle);
        }
        return handle.asType(MethodType.methodType(Object.class, Cell[].class, int.class));
    }

    // (Cell[], int, Cell[], int, …) → (Cell[], int, …)
    private static MethodHandle mergeFirstTwo(MethodHandle handle) {
        MethodType merged = handle.type().dropParameterTypes(2, 4);
        int[] order = new int[handle.type().parameterCount()];
        order[1] = 1;
        order[3] = 1;
        for (int i = 4; i < order.length; i++) {
            order[i] = i - 2;
        }
        return MethodHandles.permuteArguments(handle, merged, order);
    }

    static List<MethodHandle> setters(ObjectShape shape) {
        return shape.setters().stream().map(ObjectFactory::setter).toList();
    }

    private static MethodHandle setter(MethodHandle setter) {
        MethodHandle filled =
                MethodHandles.collectArguments(setter, 1, reader(setter.type().parameterType(1)));
        return filled.asType(MethodType.methodType(void.class, Object.class, Cell.class, int.class));
    }

    private static MethodHandle reader(Class<?> type) {
        MethodHandle reader =
                type == long.class ? LONG : type == int.class ? INT : type == double.class ? DOUBLE : OBJECT;
        return reader.asType(reader.type().changeReturnType(type));
    }

    private static MethodHandle find(String name, Class<?> type) {
        try {
            return MethodHandles.lookup().findVirtual(Cell.class, name, MethodType.methodType(type, int.class));
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }
}
