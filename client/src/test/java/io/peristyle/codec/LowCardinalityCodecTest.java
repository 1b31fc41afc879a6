package io.peristyle.codec;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;

class LowCardinalityCodecTest {
    @Nested
    class LowCardinalityOfString extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(String)";
        }

        @Override
        List<String> sql() {
            return List.of("'a'", "''", "'b'", "'a'");
        }

        @Override
        List<String> values() {
            return List.of("a", "", "b", "a");
        }
    }

    @Nested
    class LowCardinalityOfInt32 extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(Int32)";
        }

        @Override
        List<String> sql() {
            return List.of("5", "5", "0", "-1");
        }

        @Override
        List<Integer> values() {
            return List.of(5, 5, 0, -1);
        }
    }

    @Nested
    class LowCardinalityOfNullable extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(Nullable(String))";
        }

        @Override
        List<String> sql() {
            return List.of("'a'", "NULL", "''", "'b'", "'a'");
        }

        @Override
        List<@Nullable String> values() {
            return Arrays.asList("a", null, "", "b", "a");
        }
    }

    @Nested
    class LowCardinalityOfNullOnly extends CodecContract {
        @Override
        String type() {
            return "LowCardinality(Nullable(String))";
        }

        @Override
        List<String> sql() {
            return List.of("NULL", "NULL");
        }

        @Override
        List<@Nullable String> values() {
            return Arrays.asList(null, null);
        }
    }

    @Nested
    class ArrayOfLowCardinality extends CodecContract {
        @Override
        String type() {
            return "Array(LowCardinality(String))";
        }

        @Override
        List<String> sql() {
            return List.of("['a', 'b']", "[]", "['a']");
        }

        @Override
        List<?> values() {
            return List.of(List.of("a", "b"), List.of(), List.of("a"));
        }
    }

    @Nested
    class EmptyArraysOfLowCardinality extends CodecContract {
        @Override
        String type() {
            return "Array(LowCardinality(String))";
        }

        @Override
        List<String> sql() {
            return List.of("[]", "[]");
        }

        @Override
        List<?> values() {
            return List.of(List.of(), List.of());
        }
    }
}
