package io.peristyle.codec;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** Types that are laid out as others, under names of their own. */
class NamedTypesTest {
    private static final List<Double> POINT = List.of(1.0, -2.5);
    private static final List<Double> ORIGIN = List.of(0.0, 0.0);

    @Nested
    class PointColumn extends CodecContract {
        @Override
        String type() {
            return "Point";
        }

        @Override
        List<String> sql() {
            return List.of("(1, -2.5)", "(0, 0)");
        }

        @Override
        List<?> values() {
            return List.of(POINT, ORIGIN);
        }
    }

    @Nested
    class RingColumn extends CodecContract {
        @Override
        String type() {
            return "Ring";
        }

        @Override
        List<String> sql() {
            return List.of("[(1, -2.5), (0, 0)]", "[]");
        }

        @Override
        List<?> values() {
            return List.of(List.of(POINT, ORIGIN), List.of());
        }
    }

    @Nested
    class MultiLineStringColumn extends CodecContract {
        @Override
        String type() {
            return "MultiLineString";
        }

        @Override
        List<String> sql() {
            return List.of("[[(1, -2.5), (0, 0)], []]", "[]");
        }

        @Override
        List<?> values() {
            return List.of(List.of(List.of(POINT, ORIGIN), List.of()), List.of());
        }
    }

    @Nested
    class MultiPolygonColumn extends CodecContract {
        @Override
        String type() {
            return "MultiPolygon";
        }

        @Override
        List<String> sql() {
            return List.of("[[[(1, -2.5), (0, 0)]]]", "[[[]], []]");
        }

        @Override
        List<?> values() {
            return List.of(List.of(List.of(List.of(POINT, ORIGIN))), List.of(List.of(List.of()), List.of()));
        }
    }

    @Nested
    class NestedColumn extends CodecContract {
        @Override
        String type() {
            return "Nested(a UInt8, `b c` LowCardinality(String))";
        }

        @Override
        List<String> sql() {
            return List.of("[(1, 'x'), (2, '')]", "[]");
        }

        @Override
        String rows() {
            return "(SELECT CAST(x AS " + type() + ") AS v FROM values('x Array(Tuple(UInt8, String))', "
                    + String.join(", ", sql()) + "))";
        }

        @Override
        List<?> values() {
            return List.of(List.of(List.of((short) 1, "x"), List.of((short) 2, "")), List.of());
        }
    }

    @Nested
    class SimpleAggregateFunctionOfUInt64 extends CodecContract {
        @Override
        String type() {
            return "SimpleAggregateFunction(sum, UInt64)";
        }

        @Override
        List<String> sql() {
            return List.of("5", "18446744073709551615");
        }

        @Override
        List<?> values() {
            return List.of(BigInteger.valueOf(5), BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE));
        }
    }

    @Nested
    class SimpleAggregateFunctionOfDictionary extends CodecContract {
        @Override
        String type() {
            return "SimpleAggregateFunction(anyLast, LowCardinality(Nullable(String)))";
        }

        @Override
        List<String> sql() {
            return List.of("'a'", "NULL", "''", "'a'");
        }

        @Override
        List<@org.jspecify.annotations.Nullable Object> values() {
            return java.util.Arrays.asList("a", null, "", "a");
        }
    }
}
