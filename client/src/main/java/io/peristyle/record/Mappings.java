package io.peristyle.record;

import io.peristyle.query.Row;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The mappings between classes and rows. Thread-safe. */
public final class Mappings {
    private static final ClassValue<RowMapping<?>> OBJECTS = new ClassValue<>() {
        @Override
        protected RowMapping<?> computeValue(Class<?> type) {
            return new ObjectMapping<>(type, CompiledShape.of(type));
        }
    };

    /**
     * How rows become objects of {@code type}: records and beans by name, {@code Map} from names to values, {@link Row}; any
     * other class is taken for that of the only column's values.
     *
     * @throws io.peristyle.error.ConfigurationException if the class cannot be used; the message says what would help
     */
    @SuppressWarnings("unchecked")
    public <T> RowMapping<T> of(Class<T> type) {
        if (type == Row.class) {
            return (RowMapping<T>) RowMapping.ROWS;
        } else if (type == Map.class) {
            return (RowMapping<T>) MapMapping.INSTANCE;
        } else if (isObject(type)) {
            return (RowMapping<T>) OBJECTS.get(type);
        }
        return new ScalarMapping<>(type);
    }

    /**
     * How objects of {@code type} become rows: records, beans, {@code Map}s from names to values, {@code List}s of values in
     * the order of the columns, {@link Row}s.
     *
     * @throws io.peristyle.error.ConfigurationException if the class cannot be used; the message says what would help
     */
    @SuppressWarnings("unchecked")
    public <T> RowWriting<T> writing(Class<T> type) {
        if (Map.class.isAssignableFrom(type)) {
            return (RowWriting<T>) new MapWriting();
        } else if (List.class.isAssignableFrom(type)) {
            return (RowWriting<T>) new ListWriting();
        } else if (type == Row.class) {
            return (RowWriting<T>) new RowViewWriting();
        }
        return new ObjectWriting<>(type, CompiledShape.of(type));
    }

    private static boolean isObject(Class<?> type) {
        if (type.isRecord()) {
            return true;
        }
        if (type.isPrimitive()
                || type.isArray()
                || type.isEnum()
                || type.isInterface()
                || type.getName().startsWith("java.")
                || Modifier.isAbstract(type.getModifiers())) {
            return false;
        }
        return Arrays.stream(type.getDeclaredConstructors()).anyMatch(made -> made.getParameterCount() == 0);
    }
}
