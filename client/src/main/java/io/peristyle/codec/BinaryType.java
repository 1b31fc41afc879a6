package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.DynamicType;
import io.peristyle.type.EnumType;
import io.peristyle.type.FixedStringType;
import io.peristyle.type.JsonType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NestedType;
import io.peristyle.type.NullableType;
import io.peristyle.type.QBitType;
import io.peristyle.type.ScalarType;
import io.peristyle.type.SimpleAggregateFunctionType;
import io.peristyle.type.Time64Type;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The binary form of types: a code, then the arguments. {@code 1e 01} is {@code Array(UInt8)}. */
final class BinaryType {
    private static final int MAXIMUM_DEPTH = 100;
    private static final int MAXIMUM_BYTES = 1 << 18;
    /** What it takes at most to read values of a type, for each byte of its binary form, about. */
    private static final int MEMORY_PER_BYTE = 1024;

    private static final int DEFAULT_TYPES = 32;
    private static final int MAXIMUM_DIMENSION = 1 << 20;
    private static final int DEFAULT_PATHS = 1024;
    private static final Map<Integer, ScalarType> SCALARS = Map.ofEntries(
            scalar(0x00, "Nothing"),
            scalar(0x01, "UInt8"),
            scalar(0x02, "UInt16"),
            scalar(0x03, "UInt32"),
            scalar(0x04, "UInt64"),
            scalar(0x05, "UInt128"),
            scalar(0x06, "UInt256"),
            scalar(0x07, "Int8"),
            scalar(0x08, "Int16"),
            scalar(0x09, "Int32"),
            scalar(0x0a, "Int64"),
            scalar(0x0b, "Int128"),
            scalar(0x0c, "Int256"),
            scalar(0x0d, "Float32"),
            scalar(0x0e, "Float64"),
            scalar(0x0f, "Date"),
            scalar(0x10, "Date32"),
            scalar(0x15, "String"),
            scalar(0x1d, "UUID"),
            scalar(0x28, "IPv4"),
            scalar(0x29, "IPv6"),
            scalar(0x2d, "Bool"),
            scalar(0x31, "BFloat16"),
            scalar(0x32, "Time"));

    private final ByteBuf in;
    private final int begin;
    private int depth;

    private static Map.Entry<Integer, ScalarType> scalar(int code, String name) {
        return Map.entry(code, new ScalarType(name));
    }

    private BinaryType(ByteBuf in) {
        this.in = in;
        this.begin = in.readerIndex();
    }

    /**
     * Takes a type out of {@code in}.
     *
     * @throws io.peristyle.wire.IncompleteException if the bytes end within it
     */
    static ClickHouseType read(ByteBuf in) {
        return new BinaryType(in).type();
    }

    /** Takes what readers of a type will need, whose binary form had so many bytes, out of {@code budget}. */
    static void reserve(int bytes, ReadBudget budget) {
        budget.reserve(bytes, MEMORY_PER_BYTE);
    }

    private void checkLength() {
        if (in.readerIndex() - begin > MAXIMUM_BYTES) {
            throw new MalformedDataException("a type of over " + MAXIMUM_BYTES + " bytes");
        }
    }

    private ClickHouseType type() {
        checkLength();
        if (++depth > MAXIMUM_DEPTH) {
            throw new MalformedDataException("a type nested over " + MAXIMUM_DEPTH + " deep");
        }
        int code = WireInput.readByte(in) & 0xff;
        ScalarType scalar = SCALARS.get(code);
        ClickHouseType type = scalar == null ? withArguments(code) : scalar;
        depth--;
        return type;
    }

    private ClickHouseType withArguments(int code) {
        return switch (code) {
            case 0x11 -> new DateTimeType(null);
            case 0x12 -> new DateTimeType(text());
            case 0x13 -> new DateTime64Type(digits(), null);
            case 0x14 -> new DateTime64Type(digits(), text());
            case 0x16 -> new FixedStringType(Math.max(1, WireInput.readSize(in, 0xff_ffff, "a FixedString")));
            case 0x17 -> enumOf(Byte.SIZE);
            case 0x18 -> enumOf(Short.SIZE);
            case 0x19, 0x1a, 0x1b, 0x1c -> decimal();
            case 0x1e -> new ArrayType(type());
            case 0x1f -> new TupleType(elements(false));
            case 0x20 -> new TupleType(elements(true));
            case 0x22 -> interval();
            case 0x23 -> new NullableType(type());
            case 0x26 -> new LowCardinalityType(type());
            case 0x27 -> new MapType(type(), type());
            case 0x2a -> new VariantType(types());
            case 0x2b -> new DynamicType(unlessDefault(WireInput.readByte(in) & 0xff, DEFAULT_TYPES));
            case 0x2c -> ClickHouseType.parse(text());
            case 0x2e -> simpleAggregateFunction();
            case 0x2f -> new NestedType(elements(true));
            case 0x30 -> json();
            case 0x34 -> new Time64Type(digits());
            case 0x36 -> qBit(false);
            case 0x37 -> qBit(true);
            default ->
                throw new UnsupportedTypeException(
                        "the client does not know the type of binary code " + code, FailureContext.NOTHING_SENT, null);
        };
    }

    private String text() {
        checkLength();
        return WireInput.readString(in, MAXIMUM_BYTES, "a text in a type");
    }

    private int digits() {
        int digits = WireInput.readByte(in);
        if (digits < 0 || digits > 9) {
            throw new MalformedDataException(digits + " digits of a second; 0 to 9 are possible");
        }
        return digits;
    }

    /** How many items follow, each of which takes a byte at least. */
    private int count() {
        return WireInput.readSize(in, in.readableBytes(), "the number of parts of a type");
    }

    private List<ClickHouseType> types() {
        List<ClickHouseType> types = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            types.add(type());
        }
        return types;
    }

    private List<TupleType.Element> elements(boolean named) {
        List<TupleType.Element> elements = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            String name = named ? text() : null;
            elements.add(new TupleType.Element(name, type()));
        }
        return elements;
    }

    private EnumType enumOf(int bits) {
        List<EnumType.Value> values = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            String name = text();
            values.add(new EnumType.Value(name, bits == Byte.SIZE ? WireInput.readByte(in) : in.readShortLE()));
        }
        return new EnumType(bits, values);
    }

    private DecimalType decimal() {
        int precision = WireInput.readByte(in);
        int scale = WireInput.readByte(in);
        if (precision < 1 || precision > 76 || scale < 0 || scale > precision) {
            throw new MalformedDataException("a Decimal(" + precision + ", " + scale + ")");
        }
        return new DecimalType(precision, scale);
    }

    private ScalarType interval() {
        int unit = WireInput.readByte(in);
        IntervalCodec.Unit[] units = IntervalCodec.Unit.values();
        if (unit < 0 || unit >= units.length) {
            throw new MalformedDataException("unit " + unit + " of an interval");
        }
        return new ScalarType(units[unit].typeName());
    }

    private SimpleAggregateFunctionType simpleAggregateFunction() {
        String function = text();
        if (WireInput.readVarUInt(in) != 0) {
            throw new UnsupportedTypeException(
                    "the client does not know the parameters of " + function + " in their binary form",
                    FailureContext.NOTHING_SENT,
                    null);
        }
        List<ClickHouseType> arguments = types();
        if (arguments.isEmpty()) {
            throw new MalformedDataException("a SimpleAggregateFunction without a type");
        }
        return new SimpleAggregateFunctionType(function, arguments.get(0));
    }

    private QBitType qBit(boolean strided) {
        ClickHouseType element = type();
        int dimension = WireInput.readSize(in, MAXIMUM_DIMENSION, "a QBit");
        int stride = strided ? WireInput.readSize(in, MAXIMUM_DIMENSION, "a stride of a QBit") : dimension;
        if (!QBitType.isStride(stride, dimension)) {
            throw new MalformedDataException("a QBit of " + dimension + " numbers with a stride of " + stride);
        }
        return new QBitType(element, dimension, stride);
    }

    private JsonType json() {
        int version = WireInput.readByte(in);
        if (version != 0) {
            throw new MalformedDataException("version " + version + " of the binary form of the type JSON");
        }
        Integer paths = unlessDefault(WireInput.readSize(in, 1 << 20, "the paths of a JSON"), DEFAULT_PATHS);
        Integer types = unlessDefault(WireInput.readByte(in) & 0xff, DEFAULT_TYPES);
        List<JsonType.Path> typed = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            String name = text();
            typed.add(new JsonType.Path(name, type()));
        }
        return new JsonType(types, paths, typed, texts(), texts());
    }

    private List<String> texts() {
        List<String> texts = new ArrayList<>();
        for (int left = count(); left > 0; left--) {
            texts.add(text());
        }
        return texts;
    }

    private static @Nullable Integer unlessDefault(int number, int usual) {
        return number == usual ? null : (Integer) number;
    }
}
