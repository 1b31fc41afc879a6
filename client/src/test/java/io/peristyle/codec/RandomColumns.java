package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.ArrayColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.TupleType;
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
            "Decimal(9, 2)",
            "Decimal(18, 4)",
            "Decimal(38, 10)",
            "Decimal(76, 5)",
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
            "IntervalMonth",
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
    private static final List<String> DICTIONARY_LEAVES = List.of("String", "Int64", "FixedString(5)", "UUID", "Date");

    private final Random random;

    public RandomColumns(long seed) {
        random = new Random(seed);
    }

    /** A type nested at most {@code depth} deep. */
    public ClickHouseType type(int depth) {
        return ClickHouseType.parse(text(depth));
    }

    private String text(int depth) {
        String leaf = LEAVES.get(random.nextInt(LEAVES.size()));
        return switch (depth == 0 ? 0 : random.nextInt(7)) {
            case 1 -> "Array(" + text(depth - 1) + ")";
            case 2 -> leaf.equals("Point") ? leaf : "Nullable(" + leaf + ")";
            case 3 -> "Map(String, " + text(depth - 1) + ")";
            case 4 -> "Tuple(" + text(depth - 1) + ", " + text(depth - 1) + ")";
            case 5 -> dictionaryType();
            case 6 -> "Tuple(a " + text(depth - 1) + ", `b c` " + leaf + ")";
            default -> leaf;
        };
    }

    private String dictionaryType() {
        String inner = DICTIONARY_LEAVES.get(random.nextInt(DICTIONARY_LEAVES.size()));
        return random.nextBoolean() ? "LowCardinality(" + inner + ")" : "LowCardinality(Nullable(" + inner + "))";
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
        return type instanceof LowCardinalityType low ? dictionary(codecs, low, rows) : leaf(codecs, type, rows);
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
        RandomBytes source = new RandomBytes(random);
        for (int row = 0; row < rows; row++) {
            source.writeValue(bytes, type);
        }
        ColumnReader<?> reader = codecs.codec(type).reader(rows, ReadLimits.DEFAULT);
        if (!reader.readPrefix(bytes) || !reader.readData(bytes) || bytes.isReadable()) {
            throw new IllegalStateException("the generator knows a wrong width of " + type);
        }
        return reader.column();
    }
}
