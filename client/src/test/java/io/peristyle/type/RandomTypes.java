package io.peristyle.type;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Types of every kind, of names with every kind of character. */
final class RandomTypes {
    private static final String CHARACTERS = "abzAZ_019 .,()'`\"\\=/\n\r\t\b\f\0\u0001éλ\uD83D\uDE00";

    private final Random random;

    RandomTypes(long seed) {
        this.random = new Random(seed);
    }

    ClickHouseType next(int depth) {
        int kind = random.nextInt(depth == 0 ? 10 : 22);
        return switch (kind) {
            case 0 -> new ScalarType("UInt" + (8 << random.nextInt(4)));
            case 1 -> new DateTimeType(random.nextBoolean() ? null : text());
            case 2 -> new DateTime64Type(random.nextInt(10), random.nextBoolean() ? null : text());
            case 3 -> decimal();
            case 4 -> new FixedStringType(1 + random.nextInt(1000));
            case 5 -> enumOf(random.nextBoolean() ? 8 : 16);
            case 6 -> new OpaqueType("Future", "f(" + Quoting.literal(text()) + "), " + Quoting.identifier(text()));
            case 7 -> new Time64Type(random.nextInt(10));
            case 8 -> new DynamicType(random.nextBoolean() ? null : random.nextInt(255));
            case 9 ->
                ClickHouseType.parse(List.of("Point", "Geometry", "MultiPolygon", "Nothing", "IntervalDay")
                        .get(random.nextInt(5)));
            case 10 -> new ArrayType(next(depth - 1));
            case 11 -> new NullableType(next(depth - 1));
            case 12 -> new LowCardinalityType(next(depth - 1));
            case 13 -> new MapType(next(depth - 1), next(depth - 1));
            case 14 -> new VariantType(types(depth));
            case 15 -> new NestedType(List.of(new TupleType.Element(text(), next(depth - 1))));
            case 16 -> qBit();
            case 17 -> new SimpleAggregateFunctionType(function(), next(depth - 1));
            case 18 ->
                new AggregateFunctionType(
                        random.nextBoolean() ? null : random.nextInt(5),
                        "quantiles",
                        random.nextBoolean() ? null : "0.5, " + Quoting.literal(text()),
                        types(depth));
            case 19 -> json(depth);
            default -> tuple(depth, random.nextBoolean());
        };
    }

    private String function() {
        return random.nextBoolean() ? "anyLast" : "groupArrayArray(" + random.nextInt(100) + ")";
    }

    private List<ClickHouseType> types(int depth) {
        List<ClickHouseType> types = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            types.add(next(depth - 1));
        }
        return types;
    }

    private JsonType json(int depth) {
        List<JsonType.Path> paths = new ArrayList<>();
        for (String name : new java.util.TreeSet<>(List.of("a" + text(), "b", "c." + text()))) {
            paths.add(new JsonType.Path(name, next(depth - 1)));
        }
        return new JsonType(
                random.nextBoolean() ? null : random.nextInt(255),
                random.nextBoolean() ? null : random.nextInt(10_000),
                random.nextBoolean() ? List.of() : paths,
                random.nextBoolean() ? List.of() : List.of("s." + text(), "t"),
                random.nextBoolean() ? List.of() : List.of(text()));
    }

    private DecimalType decimal() {
        int precision = 1 + random.nextInt(76);
        return new DecimalType(precision, random.nextInt(precision + 1));
    }

    private EnumType enumOf(int bits) {
        List<EnumType.Value> values = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            values.add(new EnumType.Value(text(), random.nextInt(1 << bits) - (1 << (bits - 1))));
        }
        return new EnumType(bits, values);
    }

    private TupleType tuple(int depth, boolean named) {
        List<TupleType.Element> elements = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            elements.add(new TupleType.Element(named ? text() : null, next(depth - 1)));
        }
        return new TupleType(elements);
    }

    private String text() {
        int[] points = CHARACTERS.codePoints().toArray();
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.appendCodePoint(points[random.nextInt(points.length)]);
        }
        return text.toString();
    }

    private QBitType qBit() {
        int stride = 8 * (1 + random.nextInt(20));
        return random.nextBoolean()
                ? new QBitType(new ScalarType("Float32"), 1 + random.nextInt(2000))
                : new QBitType(new ScalarType("Int8"), stride * (1 + random.nextInt(9)), stride);
    }
}
