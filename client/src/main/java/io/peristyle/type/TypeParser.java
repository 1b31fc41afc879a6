package io.peristyle.type;

import io.peristyle.error.DataException;
import java.util.ArrayList;
import java.util.List;

/** Reads the text of a type, once from left to right. */
final class TypeParser {
    static final int MAXIMUM_DEPTH = 100;
    private static final int MAXIMUM_LENGTH = 1 << 20;
    private static final int MAXIMUM_ENUM_VALUES = 1 << 16;
    private static final int LONGEST_FIXED_STRING = 0xff_ffff;
    private static final int DEFAULT_TICKS = 3;
    private static final int MAXIMUM_DYNAMIC_TYPES = 254;
    private static final int MAXIMUM_DYNAMIC_PATHS = 1 << 20;
    private static final int MAXIMUM_DIMENSION = 1 << 20;

    private final TypeText text;
    private int depth;

    private TypeParser(TypeText text) {
        this.text = text;
    }

    static ClickHouseType parse(String text) {
        if (text.length() > MAXIMUM_LENGTH) {
            throw new DataException("not the text of a ClickHouse type: " + text.length()
                    + " characters, over the limit of " + MAXIMUM_LENGTH);
        }
        TypeParser parser = new TypeParser(new TypeText(text));
        ClickHouseType type = parser.type();
        if (!parser.text.atEnd()) {
            throw parser.text.malformed("more text than one type");
        }
        return type;
    }

    private ClickHouseType type() {
        return typeNamed(text.word());
    }

    private ClickHouseType typeNamed(String name) {
        if (!text.skip('(')) {
            return withoutArguments(name);
        }
        if (++depth > MAXIMUM_DEPTH) {
            throw text.malformed("nested over " + MAXIMUM_DEPTH + " deep");
        }
        ClickHouseType type = withArguments(name);
        text.expect(')');
        depth--;
        return type;
    }

    private ClickHouseType withoutArguments(String name) {
        return switch (name) {
            case "DateTime" -> new DateTimeType(null);
            case "DateTime64" -> new DateTime64Type(DEFAULT_TICKS, null);
            case "Dynamic" -> new DynamicType(null);
            case "JSON" -> new JsonType(null, null, List.of(), List.of(), List.of());
            case "Time64" -> new Time64Type(DEFAULT_TICKS);
            case "Decimal" -> new DecimalType(10, 0);
            case "Tuple" -> new TupleType(List.of());
            case "AggregateFunction",
                    "Array",
                    "Enum8",
                    "Enum16",
                    "FixedString",
                    "LowCardinality",
                    "Map",
                    "Nested",
                    "Nullable",
                    "QBit",
                    "SimpleAggregateFunction",
                    "Variant" -> throw text.malformed(name + " without arguments");
            default -> {
                NamedType named = NamedType.of(name);
                yield named == null ? new ScalarType(name) : named;
            }
        };
    }

    private ClickHouseType withArguments(String name) {
        return switch (name) {
            case "AggregateFunction" -> aggregateFunction();
            case "Array" -> new ArrayType(type());
            case "DateTime" -> new DateTimeType(text.quoted('\''));
            case "DateTime64" -> dateTime64();
            case "Decimal" -> decimal();
            case "Decimal32" -> new DecimalType(9, text.number(0, 9));
            case "Decimal64" -> new DecimalType(18, text.number(0, 18));
            case "Decimal128" -> new DecimalType(38, text.number(0, 38));
            case "Decimal256" -> new DecimalType(76, text.number(0, 76));
            case "Dynamic" -> new DynamicType(setting("max_types", MAXIMUM_DYNAMIC_TYPES));
            case "Enum8" -> enumOf(8);
            case "Enum16" -> enumOf(16);
            case "FixedString" -> new FixedStringType(text.number(1, LONGEST_FIXED_STRING));
            case "JSON" -> json();
            case "LowCardinality" -> new LowCardinalityType(type());
            case "Map" -> map();
            case "Nested" -> new NestedType(nested());
            case "Nullable" -> new NullableType(type());
            case "QBit" -> qBit();
            case "SimpleAggregateFunction" -> simpleAggregateFunction();
            case "Time64" -> new Time64Type(text.number(0, 9));
            case "Tuple" -> tuple();
            case "Variant" -> variant();
            default -> new OpaqueType(name, text.untilClosed(depth));
        };
    }

    private DateTime64Type dateTime64() {
        int precision = text.number(0, 9);
        return new DateTime64Type(precision, text.skip(',') ? text.quoted('\'') : null);
    }

    private DecimalType decimal() {
        int precision = text.number(1, 76);
        return new DecimalType(precision, text.skip(',') ? text.number(0, precision) : 0);
    }

    private MapType map() {
        ClickHouseType key = type();
        text.expect(',');
        return new MapType(key, type());
    }

    private EnumType enumOf(int bits) {
        int limit = 1 << (bits - 1);
        List<EnumType.Value> values = new ArrayList<>();
        do {
            if (values.size() == MAXIMUM_ENUM_VALUES) {
                throw text.malformed("an enum of over " + MAXIMUM_ENUM_VALUES + " values");
            }
            String name = text.quoted('\'');
            text.expect('=');
            values.add(new EnumType.Value(name, text.number(-limit, limit - 1)));
        } while (text.skip(','));
        return new EnumType(bits, values);
    }

    private AggregateFunctionType aggregateFunction() {
        Integer version = null;
        if (!text.nextIsWord()) {
            version = text.number(0, Integer.MAX_VALUE);
            text.expect(',');
        }
        String function = text.word();
        String parameters = text.skip('(') ? text.untilClosed(depth + 1) : null;
        if (parameters != null) {
            text.expect(')');
        }
        List<ClickHouseType> arguments = new ArrayList<>();
        while (text.skip(',')) {
            arguments.add(type());
        }
        return new AggregateFunctionType(version, function, parameters, arguments);
    }

    private SimpleAggregateFunctionType simpleAggregateFunction() {
        String function = text.word();
        if (text.skip('(')) {
            function += "(" + text.untilClosed(depth + 1) + ")";
            text.expect(')');
        }
        text.expect(',');
        return new SimpleAggregateFunctionType(function, type());
    }

    /** Not looked into if its vectors are stored in groups, which a third argument says. */
    private QBitType qBit() {
        ClickHouseType element = type();
        text.expect(',');
        int dimension = text.number(1, MAXIMUM_DIMENSION);
        int stride = text.skip(',') ? text.number(1, MAXIMUM_DIMENSION) : dimension;
        if (!QBitType.isStride(stride, dimension)) {
            throw text.malformed("a stride of " + stride + " in vectors of " + dimension + " numbers");
        }
        return new QBitType(element, dimension, stride);
    }

    private VariantType variant() {
        List<ClickHouseType> members = new ArrayList<>();
        do {
            members.add(type());
        } while (text.skip(','));
        return new VariantType(members);
    }

    /** The only argument, {@code name=number}. */
    private int setting(String name, int most) {
        if (!text.word().equals(name)) {
            throw text.malformed(name + " is missing");
        }
        text.expect('=');
        return text.number(0, most);
    }

    private JsonType json() {
        Integer maximumTypes = null;
        Integer maximumPaths = null;
        List<JsonType.Path> paths = new ArrayList<>();
        List<String> skipped = new ArrayList<>();
        List<String> patterns = new ArrayList<>();
        do {
            boolean isQuoted = text.next('`');
            String name = text.path();
            if (!isQuoted && name.equals("SKIP")) {
                if (text.nextIsWord() && text.skipWord("REGEXP")) {
                    patterns.add(text.quoted('\''));
                } else {
                    skipped.add(text.path());
                }
            } else if (!isQuoted && name.equals("max_dynamic_types") && text.skip('=')) {
                maximumTypes = text.number(0, MAXIMUM_DYNAMIC_TYPES);
            } else if (!isQuoted && name.equals("max_dynamic_paths") && text.skip('=')) {
                maximumPaths = text.number(0, MAXIMUM_DYNAMIC_PATHS);
            } else {
                paths.add(new JsonType.Path(name, type()));
            }
        } while (text.skip(','));
        return new JsonType(maximumTypes, maximumPaths, paths, skipped, patterns);
    }

    private List<TupleType.Element> nested() {
        List<TupleType.Element> elements = tuple().elements();
        if (elements.isEmpty() || elements.get(0).name() == null) {
            throw text.malformed("names of the columns of a Nested");
        }
        return elements;
    }

    private TupleType tuple() {
        List<TupleType.Element> elements = new ArrayList<>();
        if (text.next(')')) {
            return new TupleType(elements);
        }
        do {
            TupleType.Element element = element();
            if (!elements.isEmpty() && (elements.get(0).name() == null) != (element.name() == null)) {
                throw text.malformed("names for some elements of a tuple only");
            }
            elements.add(element);
        } while (text.skip(','));
        return new TupleType(elements);
    }

    private TupleType.Element element() {
        if (text.next('`')) {
            return named(text.quoted('`'));
        }
        String word = text.word();
        return text.nextIsWord() ? named(word) : new TupleType.Element(null, typeNamed(word));
    }

    private TupleType.Element named(String name) {
        return new TupleType.Element(name, type());
    }
}
