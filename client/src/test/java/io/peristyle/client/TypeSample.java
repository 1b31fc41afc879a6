package io.peristyle.client;

import io.peristyle.testkit.ServerFeature;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A type with values of it: as Java objects, and as SQL that says the same without any codec of ours.
 *
 * @param type the type's text
 * @param feature what a server needs for it; null if all have it
 * @param boundaries the ends of its range, and what is special
 * @param random any other value
 * @param literal an expression of this type, for a value that is not NULL
 */
record TypeSample(
        String type,
        @Nullable ServerFeature feature,
        List<?> boundaries,
        Function<Random, Object> random,
        Function<Object, String> literal) {
    private static final int LONGEST_RUN = 4;

    /** At least as many values as there are boundaries; the boundaries, then random ones. */
    List<@Nullable Object> values(Random source, int rows) {
        List<@Nullable Object> values = new ArrayList<>(boundaries);
        while (values.size() < rows) {
            values.add(value(source));
        }
        return values;
    }

    private @Nullable Object value(Random source) {
        boolean takesNull = type.startsWith("Nullable(") || type.startsWith("LowCardinality(Nullable(");
        if (takesNull && source.nextInt(3) == 0) {
            return null;
        }
        return source.nextInt(5) == 0 ? boundaries.get(source.nextInt(boundaries.size())) : random.apply(source);
    }

    /** An expression of this type. */
    String sql(@Nullable Object value) {
        return value == null ? "CAST(NULL AS " + type + ")" : literal.apply(value);
    }

    TypeSample requiring(ServerFeature needed) {
        return new TypeSample(type, needed, boundaries, random, literal);
    }

    TypeSample nullable() {
        return new TypeSample("Nullable(" + type + ")", feature, boundaries, random, this::sqlAsNullable);
    }

    private String sqlAsNullable(Object value) {
        return "CAST(" + literal.apply(value) + " AS Nullable(" + type + "))";
    }

    TypeSample lowCardinality() {
        String text = "LowCardinality(" + type + ")";
        return new TypeSample(
                text, feature, boundaries, random, value -> "CAST(" + literal.apply(value) + " AS " + text + ")");
    }

    TypeSample array() {
        List<Object> boundary = List.of(List.of(), boundaries);
        return new TypeSample("Array(" + type + ")", feature, boundary, this::run, this::sqlOfArray);
    }

    private Object run(Random source) {
        List<@Nullable Object> run = new ArrayList<>();
        for (int i = source.nextInt(LONGEST_RUN); i > 0; i--) {
            run.add(value(source));
        }
        return run;
    }

    /** An empty array is made by cutting one down: its type would not be known otherwise. */
    private String sqlOfArray(Object value) {
        List<?> elements = (List<?>) value;
        return elements.isEmpty()
                ? "arraySlice([" + sql(boundaries.get(0)) + "], 1, 0)"
                : elements.stream().map(this::sql).collect(Collectors.joining(", ", "[", "]"));
    }

    /** A map from this type. */
    TypeSample mapTo(TypeSample values) {
        String text = "Map(" + type + ", " + values.type + ")";
        Function<Random, Object> entries = source -> {
            Map<Object, @Nullable Object> map = new LinkedHashMap<>();
            for (int i = source.nextInt(LONGEST_RUN); i > 0; i--) {
                map.put(random.apply(source), values.value(source));
            }
            return map;
        };
        return new TypeSample(
                text,
                ServerFeature.MAP,
                List.of(Map.of(), Map.of(boundaries.get(0), values.boundaries.get(0))),
                entries,
                value -> "CAST(map("
                        + ((Map<?, ?>) value)
                                .entrySet().stream()
                                        .map(entry -> sql(entry.getKey()) + ", " + values.sql(entry.getValue()))
                                        .collect(Collectors.joining(", "))
                        + ") AS " + text + ")");
    }

    /** A tuple of two; {@code names} are two of them with blanks behind, or empty texts. */
    TypeSample tupleWith(TypeSample second, String nameOfFirst, String nameOfSecond) {
        String text = "Tuple(" + nameOfFirst + type + ", " + nameOfSecond + second.type + ")";
        return new TypeSample(
                text,
                feature == null ? second.feature : feature,
                List.of(List.of(boundaries.get(0), second.boundaries.get(0))),
                source -> pair(value(source), second.value(source)),
                value -> "CAST(tuple(" + sql(((List<?>) value).get(0)) + ", " + second.sql(((List<?>) value).get(1))
                        + ") AS " + text + ")");
    }

    private static List<@Nullable Object> pair(@Nullable Object first, @Nullable Object second) {
        List<@Nullable Object> pair = new ArrayList<>();
        pair.add(first);
        pair.add(second);
        return pair;
    }

    @Override
    public String toString() {
        return type;
    }
}
