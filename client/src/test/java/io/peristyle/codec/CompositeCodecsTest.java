package io.peristyle.codec;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

/** Types made of other types, and of each other. */
class CompositeCodecsTest {
    private static final ZonedDateTime TIME = ZonedDateTime.of(2024, 1, 2, 3, 4, 5, 678_000_000, ZoneId.of("UTC"));

    private static List<@Nullable Object> list(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    @Nested
    class NullableOfInt32 extends CodecContract {
        @Override
        String type() {
            return "Nullable(Int32)";
        }

        @Override
        List<String> sql() {
            return List.of("7", "NULL", "0");
        }

        @Override
        List<@Nullable Object> values() {
            return list(7, null, 0);
        }
    }

    @Nested
    class ArrayOfInt32 extends CodecContract {
        @Override
        String type() {
            return "Array(Int32)";
        }

        @Override
        List<String> sql() {
            return List.of("[1]", "[]", "[2, 3, -4]");
        }

        @Override
        List<?> values() {
            return List.of(List.of(1), List.of(), List.of(2, 3, -4));
        }

        @Override
        List<?> given() {
            return List.of(new int[] {1}, new Integer[0], new long[] {2, 3, -4});
        }
    }

    @Nested
    class ArrayOfArray extends CodecContract {
        @Override
        String type() {
            return "Array(Array(Int32))";
        }

        @Override
        List<String> sql() {
            return List.of("[[1], []]", "[]", "[[2, 3]]");
        }

        @Override
        List<?> values() {
            return List.of(List.of(List.of(1), List.of()), List.of(), List.of(List.of(2, 3)));
        }
    }

    @Nested
    class ArrayOfNullableString extends CodecContract {
        @Override
        String type() {
            return "Array(Nullable(String))";
        }

        @Override
        List<String> sql() {
            return List.of("['a', NULL]", "[]", "[NULL, '', 'bc']");
        }

        @Override
        List<?> values() {
            return List.of(list("a", null), list(), list(null, "", "bc"));
        }
    }

    @Nested
    class NamedTuple extends CodecContract {
        @Override
        String type() {
            return "Tuple(a Int32, `b c` String)";
        }

        @Override
        List<String> sql() {
            return List.of("(1, 'x')", "(-1, '')");
        }

        @Override
        List<?> values() {
            return List.of(List.of(1, "x"), List.of(-1, ""));
        }

        @Override
        List<?> given() {
            return List.of(new Object[] {1, "x"}, List.of(-1L, ""));
        }
    }

    @Nested
    class EmptyTuple extends CodecContract {
        @Override
        String type() {
            return "Tuple()";
        }

        @Override
        List<String> sql() {
            return List.of("tuple()", "tuple()", "tuple()");
        }

        @Override
        List<?> values() {
            return List.of(List.of(), List.of(), List.of());
        }
    }

    @Nested
    class TupleOfLowCardinality extends CodecContract {
        @Override
        String type() {
            return "Tuple(Int32, LowCardinality(String))";
        }

        @Override
        List<String> sql() {
            return List.of("(1, 'x')", "(2, '')", "(3, 'x')");
        }

        @Override
        List<?> values() {
            return List.of(List.of(1, "x"), List.of(2, ""), List.of(3, "x"));
        }
    }

    @Nested
    class MapOfStrings extends CodecContract {
        @Override
        String type() {
            return "Map(String, Int32)";
        }

        @Override
        List<String> sql() {
            return List.of("map('k', 1)", "map()", "map('a', 2, 'b', 3)");
        }

        @Override
        List<?> values() {
            return List.of(Map.of("k", 1), Map.of(), new java.util.TreeMap<>(Map.of("a", 2, "b", 3)));
        }
    }

    @Nested
    class MapOfLowCardinality extends CodecContract {
        @Override
        String type() {
            return "Map(LowCardinality(String), Array(Nullable(DateTime64(3))))";
        }

        @Override
        List<String> sql() {
            return List.of("map('k', ['2024-01-02 03:04:05.678', NULL])", "map()", "map('k', [])");
        }

        @Override
        List<?> values() {
            return List.of(Map.of("k", list(TIME, null)), Map.of(), Map.of("k", List.of()));
        }
    }
}
