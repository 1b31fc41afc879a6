package io.peristyle.codec;

import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.column.ColumnFactory;
import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DateTime64Type;
import io.peristyle.type.DateTimeType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.EnumType;
import io.peristyle.type.FixedStringType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.MapType;
import io.peristyle.type.NullableType;
import io.peristyle.type.ScalarType;
import io.peristyle.type.TupleType;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The codec of each type, for one default time zone: the server's, or the session's. Thread-safe. */
public final class CodecRegistry implements ColumnFactory {
    private static final int MAXIMUM_CACHED = 1000;
    private static final int MAXIMUM_CACHED_TEXT = 4096;
    private static final int DIGITS_OF_32_BITS = 9;
    private static final int DIGITS_OF_64_BITS = 18;

    private static final Map<String, CodecLine<?>> LINES = CodecLine.byName(
            new CodecLine<>("Array", ArrayType.class, CodecRegistry::array),
            new CodecLine<>("Bool", ScalarType.class, (type, codecs) -> new BoolCodec(type)),
            new CodecLine<>("Date", ScalarType.class, (type, codecs) -> new DateCodec(type)),
            new CodecLine<>("Date32", ScalarType.class, (type, codecs) -> new Date32Codec(type)),
            new CodecLine<>(
                    "DateTime", DateTimeType.class, (type, codecs) -> new DateTimeCodec(type, codecs.defaultZone)),
            new CodecLine<>(
                    "DateTime64",
                    DateTime64Type.class,
                    (type, codecs) -> new DateTime64Codec(type, codecs.defaultZone)),
            new CodecLine<>("Decimal", DecimalType.class, (type, codecs) -> decimal(type)),
            new CodecLine<>("Enum16", EnumType.class, (type, codecs) -> new Enum16Codec(type)),
            new CodecLine<>("Enum8", EnumType.class, (type, codecs) -> new Enum8Codec(type)),
            new CodecLine<>("FixedString", FixedStringType.class, (type, codecs) -> new FixedStringCodec(type)),
            new CodecLine<>("Float32", ScalarType.class, (type, codecs) -> new Float32Codec(type)),
            new CodecLine<>("Float64", ScalarType.class, (type, codecs) -> new Float64Codec(type)),
            new CodecLine<>("IPv4", ScalarType.class, (type, codecs) -> new Ipv4Codec(type)),
            new CodecLine<>("IPv6", ScalarType.class, (type, codecs) -> new Ipv6Codec(type)),
            new CodecLine<>("Int16", ScalarType.class, (type, codecs) -> new Int16Codec(type)),
            new CodecLine<>("Int32", ScalarType.class, (type, codecs) -> new Int32Codec(type)),
            new CodecLine<>("Int64", ScalarType.class, (type, codecs) -> new Int64Codec(type)),
            new CodecLine<>("Int8", ScalarType.class, (type, codecs) -> new Int8Codec(type)),
            new CodecLine<>("LowCardinality", LowCardinalityType.class, CodecRegistry::lowCardinality),
            new CodecLine<>("Map", MapType.class, CodecRegistry::map),
            new CodecLine<>("Nothing", ScalarType.class, (type, codecs) -> new NothingCodec(type)),
            new CodecLine<>("Nullable", NullableType.class, CodecRegistry::nullable),
            new CodecLine<>("String", ScalarType.class, (type, codecs) -> new StringCodec(type)),
            new CodecLine<>("Tuple", TupleType.class, CodecRegistry::tuple),
            new CodecLine<>("UInt16", ScalarType.class, (type, codecs) -> new UInt16Codec(type)),
            new CodecLine<>("UInt32", ScalarType.class, (type, codecs) -> new UInt32Codec(type)),
            new CodecLine<>("UInt64", ScalarType.class, (type, codecs) -> new UInt64Codec(type)),
            new CodecLine<>("UInt8", ScalarType.class, (type, codecs) -> new UInt8Codec(type)),
            new CodecLine<>("UUID", ScalarType.class, (type, codecs) -> new UuidCodec(type)));

    private final ZoneId defaultZone;
    private final boolean dictionariesOfNothing;
    private final Map<String, ColumnCodec<?>> byText = new ConcurrentHashMap<>();
    private final Map<ClickHouseType, ColumnCodec<?>> byType = new ConcurrentHashMap<>();

    /** {@code defaultZone} is for types with a time that name no zone of their own. */
    public CodecRegistry(ZoneId defaultZone) {
        this(defaultZone, false);
    }

    /**
     * {@code dictionariesOfNothing} tells whether the server sends a dictionary where there are no values, below arrays that
     * are all empty: servers before ClickHouse 19.1 do, and still expect none.
     */
    public CodecRegistry(ZoneId defaultZone, boolean dictionariesOfNothing) {
        this.defaultZone = defaultZone;
        this.dictionariesOfNothing = dictionariesOfNothing;
    }

    /** The zone of types with a time that name none. */
    ZoneId defaultZone() {
        return defaultZone;
    }

    /**
     * The codec of the type that {@code text} names.
     *
     * @throws io.peristyle.error.DataException if the text is no type
     * @throws UnsupportedTypeException if the client does not know the type
     */
    public ColumnCodec<?> codec(String text) {
        ColumnCodec<?> known = byText.get(text);
        if (known != null) {
            return known;
        }
        ColumnCodec<?> made = make(ClickHouseType.parse(text));
        return text.length() <= MAXIMUM_CACHED_TEXT ? cache(byText, text, made) : made;
    }

    /**
     * The codec of {@code type}.
     *
     * @throws UnsupportedTypeException if the client does not know the type
     */
    public ColumnCodec<?> codec(ClickHouseType type) {
        ColumnCodec<?> known = byType.get(type);
        return known == null ? cache(byType, type, make(type)) : known;
    }

    private static <K> ColumnCodec<?> cache(Map<K, ColumnCodec<?>> codecs, K key, ColumnCodec<?> made) {
        if (codecs.size() >= MAXIMUM_CACHED) {
            codecs.clear();
        }
        codecs.put(key, made);
        return made;
    }

    private ColumnCodec<?> make(ClickHouseType type) {
        CodecLine<?> line = LINES.get(type.name());
        ColumnCodec<?> codec = line == null ? null : line.codec(type, this);
        if (codec == null) {
            throw new UnsupportedTypeException(
                    "the client does not know the type " + type, FailureContext.NOTHING_SENT, null);
        }
        return codec;
    }

    private static ColumnCodec<?> array(ArrayType type, CodecRegistry codecs) {
        return new ArrayCodec(type, codecs.make(type.element()));
    }

    private static ColumnCodec<?> decimal(DecimalType type) {
        if (type.precision() <= DIGITS_OF_32_BITS) {
            return new Decimal32Codec(type);
        }
        return type.precision() <= DIGITS_OF_64_BITS ? new Decimal64Codec(type) : new BigDecimalCodec(type);
    }

    private static ColumnCodec<?> lowCardinality(LowCardinalityType type, CodecRegistry codecs) {
        ClickHouseType inner = type.inner() instanceof NullableType nullable ? nullable.inner() : type.inner();
        ColumnCodec<?> values = codecs.make(inner);
        if (values instanceof CompositeCodec<?>) {
            throw new UnsupportedTypeException(
                    "the client does not know the type " + type, FailureContext.NOTHING_SENT, null);
        }
        return new LowCardinalityCodec(type, values, codecs.dictionariesOfNothing);
    }

    private static ColumnCodec<?> map(MapType type, CodecRegistry codecs) {
        TupleType pair = new TupleType(
                List.of(new TupleType.Element(null, type.key()), new TupleType.Element(null, type.value())));
        return new MapCodec(type, tuple(pair, codecs));
    }

    private static ColumnCodec<?> nullable(NullableType type, CodecRegistry codecs) {
        return new NullableCodec(type, codecs.make(type.inner()));
    }

    private static TupleCodec tuple(TupleType type, CodecRegistry codecs) {
        List<ColumnCodec<?>> elements = new ArrayList<>();
        for (TupleType.Element element : type.elements()) {
            elements.add(codecs.make(element.type()));
        }
        return new TupleCodec(type, elements);
    }

    @Override
    public ColumnBuilder builder(ClickHouseType type, int expectedRows) {
        return codec(type).builder(expectedRows);
    }

    @Override
    public @Nullable Column wrap(ClickHouseType type, Object array) {
        return codec(type).wrap(array);
    }
}
