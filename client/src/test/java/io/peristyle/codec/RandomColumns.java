package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.JsonColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.column.VariantColumn;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.JsonType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.QBitType;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random types and random columns of them, the same ones for the same seed. Values at the ends of ranges, empty strings
 * and empty arrays come often.
 */
public final class RandomColumns {
    private static final int LONGEST_RUN = 5;
    private static final List<String> LEAVES = List.of(
            "BFloat16",
            "Bool",
            "Date",
            "Date32",
            "DateTime",
            "DateTime('Asia/Tokyo')",
            "DateTime64(3)",
            "DateTime64(6, 'UTC')",
            "DateTime64(9, 'Asia/Tokyo')",
            "Decimal(9, 2)",
            "Decimal(18, 4)",
            "Decimal(38, 10)",
            "Decimal(76, 5)",
            "Decimal(76, 76)",
            "Enum16('a' = -300, 'b' = 300)",
            "Enum8('a' = 0, 'it\\'s, (q)' = 2)",
            "FixedString(3)",
            "Float32",
            "Float64",
            "IPv4",
            "IPv6",
            "Int128",
            "Int16",
            "Int256",
            "Int32",
            "Int64",
            "Int8",
            "IntervalHour",
            "IntervalMicrosecond",
            "IntervalMonth",
            "IntervalWeek",
            "Point",
            "String",
            "Time",
            "Time64(6)",
            "UInt128",
            "UInt16",
            "UInt256",
            "UInt32",
            "UInt64",
            "UInt8",
            "UUID");
    private static final List<String> DYNAMIC_TYPES = List.of(
            "Array(Nullable(String))",
            "Date32",
            "Float64",
            "Int64",
            "LowCardinality(String)",
            "Map(String, UInt8)",
            "String",
            "Tuple(a Int8, b String)",
            "UInt256");
    private static final List<String> OPEN_TYPES = List.of(
            "Dynamic",
            "Dynamic(max_types=2)",
            "Geometry",
            "JSON",
            "Map(LowCardinality(String), Array(Nullable(DateTime64(9, 'Asia/Tokyo'))))",
            "Map(UInt64, IPv6)",
            "MultiPolygon",
            "JSON(max_dynamic_types=1, max_dynamic_paths=2, `t.u` Nullable(Int8), w LowCardinality(String))",
            "QBit(BFloat16, 11)",
            "QBit(Float64, 3)",
            "QBit(Int8, 24, 8)",
            "Ring",
            "SimpleAggregateFunction(anyLast, Nullable(String))",
            "SimpleAggregateFunction(sum, UInt64)",
            "Variant(Array(Nullable(Int8)), String, UInt64)",
            "Variant(Map(String, Date), Tuple(a Int8, b LowCardinality(String)))");
    private static final List<String> DICTIONARY_LEAVES = List.of("String", "Int64", "FixedString(5)", "UUID", "Date");

    /** Leaves of the oldest servers that there are. */
    private static final List<String> LEGACY_LEAVES = List.of(
            "Date",
            "DateTime",
            "DateTime('Asia/Tokyo')",
            "Decimal(9, 2)",
            "Decimal(18, 4)",
            "Decimal(38, 10)",
            "Enum16('a' = -300, 'b' = 300)",
            "Enum8('a' = 0, 'it\\'s, (q)' = 2)",
            "FixedString(3)",
            "Float32",
            "Float64",
            "Int16",
            "Int32",
            "Int64",
            "Int8",
            "String",
            "UInt16",
            "UInt32",
            "UInt64",
            "UInt8",
            "UUID");

    private static final List<String> LEGACY_DICTIONARY_LEAVES = List.of("String", "Int64", "FixedString(5)", "Date");

    private final Random random;
    private final boolean legacy;

    public RandomColumns(long seed) {
        this(seed, false);
    }

    private RandomColumns(long seed, boolean legacy) {
        random = new Random(seed);
        this.legacy = legacy;
    }

    /** One whose types the oldest servers have, too. */
    public static RandomColumns legacy(long seed) {
        return new RandomColumns(seed, true);
    }

    /** A type nested at most {@code depth} deep. */
    public ClickHouseType type(int depth) {
        return ClickHouseType.parse(text(depth));
    }

    private String text(int depth) {
        String leaf = any(legacy ? LEGACY_LEAVES : LEAVES);
        int kind = depth == 0 ? 0 : random.nextInt(8);
        return switch (kind) {
            case 1 -> array(text(depth - 1));
            case 2 -> leaf.equals("Point") ? leaf : "Nullable(" + leaf + ")";
            case 4 -> "Tuple(" + text(depth - 1) + ", " + text(depth - 1) + ")";
            case 5 -> dictionaryType();
            default -> kind == 0 || legacy ? leaf : newer(kind, depth, leaf);
        };
    }

    private String newer(int kind, int depth, String leaf) {
        return switch (kind) {
            case 3 -> "Map(String, " + text(depth - 1) + ")";
            case 6 -> "Tuple(a " + text(depth - 1) + ", `b c` " + leaf + ")";
            default -> any(OPEN_TYPES);
        };
    }

    /** The oldest servers have an array for each element in the place of an array of tuples. */
    private String array(String element) {
        return legacy && element.startsWith("Tuple(") ? element : "Array(" + element + ")";
    }

    private String dictionaryType() {
        String inner = any(legacy ? LEGACY_DICTIONARY_LEAVES : DICTIONARY_LEAVES);
        return random.nextBoolean() ? "LowCardinality(" + inner + ")" : "LowCardinality(Nullable(" + inner + "))";
    }

    private String any(List<String> types) {
        return types.get(random.nextInt(types.size()));
    }

    /** A column of {@code rows} rows. */
    public Column column(CodecRegistry codecs, ClickHouseType type, int rows) {
        if (type.plain() != type) {
            return column(codecs, type.plain(), rows).as(type);
        }
        if (type instanceof NullableType nullable) {
            return new NullableColumn(type, marks(nullable, rows), column(codecs, nullable.inner(), rows));
        }
        if (type instanceof ArrayType array) {
            int[] ends = ends(rows);
            return new ArrayColumn(type, ends, column(codecs, array.element(), last(ends)), ArrayMapping.INSTANCE);
        }
        if (type instanceof MapType map) {
            return map(codecs, map, ends(rows));
        }
        if (type instanceof TupleType tuple) {
            return tuple(codecs, tuple, rows);
        }
        if (type instanceof VariantType variant) {
            return variant(codecs, type, variant.members(), rows);
        }
        if (type instanceof DynamicType) {
            return variant(codecs, type, someTypes(), rows);
        }
        if (type instanceof JsonType json) {
            return json(codecs, json, rows);
        }
        if (type instanceof QBitType vectors) {
            return vectors(codecs, vectors, rows);
        }
        return type instanceof LowCardinalityType low ? dictionary(codecs, low, rows) : leaf(codecs, type, rows);
    }

    private List<ClickHouseType> someTypes() {
        List<ClickHouseType> types = new ArrayList<>();
        for (String text : DYNAMIC_TYPES) {
            if (random.nextInt(3) == 0) {
                types.add(ClickHouseType.parse(text));
            }
        }
        return types;
    }

    private VariantColumn variant(CodecRegistry codecs, ClickHouseType type, List<ClickHouseType> members, int rows) {
        short[] chosen = new short[rows];
        int[] counts = new int[members.size()];
        for (int row = 0; row < rows; row++) {
            chosen[row] = (short) (random.nextInt(members.size() + 1) - 1);
            if (chosen[row] >= 0) {
                counts[chosen[row]]++;
            }
        }
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            columns.add(column(codecs, members.get(i), counts[i]));
        }
        return new VariantColumn(type, chosen, columns);
    }

    private Column json(CodecRegistry codecs, JsonType type, int rows) {
        List<JsonColumn.Path> typed = new ArrayList<>();
        for (JsonType.Path path : type.paths()) {
            typed.add(new JsonColumn.Path(path.name(), column(codecs, path.type(), rows)));
        }
        ClickHouseType dynamic = new DynamicType(type.maximumTypes());
        List<JsonColumn.Path> others = new ArrayList<>();
        for (String path : List.of("p", "q.r", "q.s t", "ж")) {
            if (random.nextBoolean()) {
                others.add(new JsonColumn.Path(path, variant(codecs, dynamic, someTypes(), rows)));
            }
        }
        return new JsonColumn(type, typed, others, shared(codecs, dynamic, rows), JsonMapping.INSTANCE);
    }

    /** One path at most in each row. */
    private ArrayColumn shared(CodecRegistry codecs, ClickHouseType dynamic, int rows) {
        int[] ends = new int[rows];
        ColumnBuilder paths = codecs.builder(ClickHouseType.parse("String"), 0);
        for (int row = 0; row < rows; row++) {
            if (random.nextInt(4) == 0) {
                paths.append("shared." + random.nextInt(3));
            }
            ends[row] = paths.size();
        }
        Column names = paths.build();
        VariantColumn values = variant(codecs, dynamic, someTypes(), names.size());
        TupleColumn pairs = new TupleColumn(
                ClickHouseType.parse("Tuple(String, String)"),
                names.size(),
                List.of(names, values),
                TupleMapping.INSTANCE);
        return SharedPaths.of(
                new ArrayColumn(ClickHouseType.parse("Array(String)"), ends, pairs, ArrayMapping.INSTANCE),
                values,
                dynamic);
    }

    private Column vectors(CodecRegistry codecs, QBitType type, int rows) {
        int[] ends = new int[rows];
        for (int row = 0; row < rows; row++) {
            ends[row] = (row + 1) * type.dimension();
        }
        return new ArrayColumn(
                type, ends, column(codecs, type.element(), rows * type.dimension()), ArrayMapping.INSTANCE);
    }

    private byte[] marks(NullableType type, int rows) {
        byte[] marks = new byte[rows];
        int bound = type.inner().name().equals("Nothing") ? 1 : 1 + random.nextInt(4);
        for (int row = 0; row < rows; row++) {
            marks[row] = (byte) (random.nextInt(bound) == 0 ? 1 : 0);
        }
        return marks;
    }

    private int[] ends(int rows) {
        int[] ends = new int[rows];
        int end = 0;
        int longest = random.nextInt(LONGEST_RUN);
        for (int row = 0; row < rows; row++) {
            end += random.nextInt(longest + 1);
            ends[row] = end;
        }
        return ends;
    }

    private static int last(int[] ends) {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    private Column map(CodecRegistry codecs, MapType type, int[] ends) {
        TupleType pair = new TupleType(
                List.of(new TupleType.Element(null, type.key()), new TupleType.Element(null, type.value())));
        return new ArrayColumn(type, ends, tuple(codecs, pair, last(ends)), MapMapping.INSTANCE);
    }

    private Column tuple(CodecRegistry codecs, TupleType type, int rows) {
        List<Column> elements = new ArrayList<>();
        for (TupleType.Element element : type.elements()) {
            elements.add(column(codecs, element.type(), rows));
        }
        return new TupleColumn(type, rows, elements, TupleMapping.INSTANCE);
    }

    private Column dictionary(CodecRegistry codecs, LowCardinalityType type, int rows) {
        int size = 1 + random.nextInt(random.nextInt(4) == 0 ? 400 : 5);
        int[] indices = random.ints(rows, 0, size).toArray();
        return new DictionaryColumn(type, indices, column(codecs, type.inner(), size));
    }

    /** Any bytes of the right number are a column of a type without structure. */
    private Column leaf(CodecRegistry codecs, ClickHouseType type, int rows) {
        ByteBuf bytes = Unpooled.buffer();
        RandomBytes source = new RandomBytes(random, legacy);
        for (int row = 0; row < rows; row++) {
            source.writeValue(bytes, type);
        }
        ColumnReader<?> reader = codecs.codec(type).reader(rows, new ReadBudget(ReadLimits.DEFAULT));
        if (!reader.readPrefix(bytes) || !reader.readData(bytes) || bytes.isReadable()) {
            throw new IllegalStateException("the generator knows a wrong width of " + type);
        }
        return reader.column();
    }
}
