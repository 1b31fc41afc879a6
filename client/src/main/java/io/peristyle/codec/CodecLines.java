package io.peristyle.codec;

import io.peristyle.error.FailureContext;
import io.peristyle.error.UnsupportedTypeException;
import io.peristyle.type.AggregateFunctionType;
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
import io.peristyle.type.NamedType;
import io.peristyle.type.NestedType;
import io.peristyle.type.NullableType;
import io.peristyle.type.OpaqueType;
import io.peristyle.type.QBitType;
import io.peristyle.type.ScalarType;
import io.peristyle.type.SimpleAggregateFunctionType;
import io.peristyle.type.Time64Type;
import io.peristyle.type.TupleType;
import io.peristyle.type.VariantType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that the client knows: a line for each, and how the codecs of composite types are put together. */
final class CodecLines {
    private static final int DIGITS_OF_32_BITS = 9;
    private static final int DIGITS_OF_64_BITS = 18;

    static final Map<String, CodecLine<?>> LINES = CodecLine.byName(
            new CodecLine<>("AggregateFunction", AggregateFunctionType.class, AggregateFunctionCodec::of),
            new CodecLine<>("Array", ArrayType.class, CodecLines::array),
            new CodecLine<>("BFloat16", ScalarType.class, (type, codecs) -> new BFloat16Codec(type)),
            new CodecLine<>("Bool", ScalarType.class, (type, codecs) -> new BoolCodec(type)),
            new CodecLine<>("Date", ScalarType.class, (type, codecs) -> new DateCodec(type)),
            new CodecLine<>("Date32", ScalarType.class, (type, codecs) -> new Date32Codec(type)),
            new CodecLine<>(
                    "DateTime", DateTimeType.class, (type, codecs) -> new DateTimeCodec(type, codecs.defaultZone())),
            new CodecLine<>(
                    "DateTime64",
                    DateTime64Type.class,
                    (type, codecs) -> new DateTime64Codec(type, codecs.defaultZone())),
            new CodecLine<>("Decimal", DecimalType.class, (type, codecs) -> decimal(type)),
            new CodecLine<>("Dynamic", DynamicType.class, DynamicCodec::new),
            new CodecLine<>("Enum16", EnumType.class, (type, codecs) -> new Enum16Codec(type)),
            new CodecLine<>("Enum8", EnumType.class, (type, codecs) -> new Enum8Codec(type)),
            new CodecLine<>("FixedString", FixedStringType.class, (type, codecs) -> new FixedStringCodec(type)),
            new CodecLine<>("Float32", ScalarType.class, (type, codecs) -> new Float32Codec(type)),
            new CodecLine<>("Float64", ScalarType.class, (type, codecs) -> new Float64Codec(type)),
            new CodecLine<>("IPv4", ScalarType.class, (type, codecs) -> new Ipv4Codec(type)),
            new CodecLine<>("IPv6", ScalarType.class, (type, codecs) -> new Ipv6Codec(type)),
            new CodecLine<>("Int128", ScalarType.class, (type, codecs) -> new WideIntegerCodec(type, 16, true)),
            new CodecLine<>("Int16", ScalarType.class, (type, codecs) -> new Int16Codec(type)),
            new CodecLine<>("Int256", ScalarType.class, (type, codecs) -> new WideIntegerCodec(type, 32, true)),
            new CodecLine<>("Int32", ScalarType.class, (type, codecs) -> new Int32Codec(type)),
            new CodecLine<>("Int64", ScalarType.class, (type, codecs) -> new Int64Codec(type)),
            new CodecLine<>("Int8", ScalarType.class, (type, codecs) -> new Int8Codec(type)),
            interval(IntervalCodec.Unit.NANOSECOND),
            interval(IntervalCodec.Unit.MICROSECOND),
            interval(IntervalCodec.Unit.MILLISECOND),
            interval(IntervalCodec.Unit.SECOND),
            interval(IntervalCodec.Unit.MINUTE),
            interval(IntervalCodec.Unit.HOUR),
            interval(IntervalCodec.Unit.DAY),
            interval(IntervalCodec.Unit.WEEK),
            interval(IntervalCodec.Unit.MONTH),
            interval(IntervalCodec.Unit.QUARTER),
            interval(IntervalCodec.Unit.YEAR),
            named("Geometry"),
            named("LineString"),
            new CodecLine<>("JSON", JsonType.class, JsonCodec::new),
            new CodecLine<>("LowCardinality", LowCardinalityType.class, CodecLines::lowCardinality),
            new CodecLine<>("Map", MapType.class, CodecLines::map),
            named("MultiLineString"),
            named("MultiPolygon"),
            new CodecLine<>("Nested", NestedType.class, CodecLines::nested),
            new CodecLine<>("Nothing", ScalarType.class, (type, codecs) -> new NothingCodec(type)),
            new CodecLine<>("Nullable", NullableType.class, CodecLines::nullable),
            new CodecLine<>("Object", OpaqueType.class, ObjectCodec::new),
            named("Point"),
            named("Polygon"),
            new CodecLine<>("QBit", QBitType.class, CodecLines::qBit),
            named("Ring"),
            new CodecLine<>(
                    "SimpleAggregateFunction",
                    SimpleAggregateFunctionType.class,
                    (type, codecs) -> new RenamedCodec(type, codecs.make(type.inner()))),
            new CodecLine<>("String", ScalarType.class, (type, codecs) -> new StringCodec(type)),
            new CodecLine<>("Time", ScalarType.class, (type, codecs) -> new TimeCodec(type)),
            new CodecLine<>("Time64", Time64Type.class, (type, codecs) -> new Time64Codec(type)),
            new CodecLine<>("Tuple", TupleType.class, CodecLines::tuple),
            new CodecLine<>("UInt128", ScalarType.class, (type, codecs) -> new WideIntegerCodec(type, 16, false)),
            new CodecLine<>("UInt16", ScalarType.class, (type, codecs) -> new UInt16Codec(type)),
            new CodecLine<>("UInt256", ScalarType.class, (type, codecs) -> new WideIntegerCodec(type, 32, false)),
            new CodecLine<>("UInt32", ScalarType.class, (type, codecs) -> new UInt32Codec(type)),
            new CodecLine<>("UInt64", ScalarType.class, (type, codecs) -> new UInt64Codec(type)),
            new CodecLine<>("UInt8", ScalarType.class, (type, codecs) -> new UInt8Codec(type)),
            new CodecLine<>("Variant", VariantType.class, (type, codecs) -> variant(type, type, codecs)),
            new CodecLine<>("UUID", ScalarType.class, (type, codecs) -> new UuidCodec(type)));

    private CodecLines() {}

    private static CodecLine<ScalarType> interval(IntervalCodec.Unit unit) {
        return new CodecLine<>(unit.typeName(), ScalarType.class, (type, codecs) -> new IntervalCodec(type, unit));
    }

    private static CodecLine<NamedType> named(String name) {
        return new CodecLine<>(name, NamedType.class, CodecLines::named);
    }

    /** The codec of the type behind a name, whose columns have the name's type. */
    private static ColumnCodec<?> named(NamedType type, CodecRegistry codecs) {
        if (type.plain() instanceof ArrayType array) {
            return new ArrayCodec(type, codecs.make(array.element()));
        }
        if (type.plain() instanceof VariantType variant) {
            return variant(type, variant, codecs);
        }
        return type.plain() instanceof TupleType tuple
                ? new TupleCodec(type, elements(tuple.elements(), codecs))
                : codecs.make(type.plain());
    }

    private static ColumnCodec<?> variant(ClickHouseType named, VariantType type, CodecRegistry codecs) {
        List<ColumnCodec<?>> members = new ArrayList<>(type.members().size());
        for (ClickHouseType member : type.members()) {
            members.add(codecs.make(member));
        }
        return new VariantCodec(named, members);
    }

    private static @Nullable ColumnCodec<?> qBit(QBitType type, CodecRegistry codecs) {
        return switch (type.element().name()) {
            case "BFloat16", "Float32", "Float64", "Int8" -> new QBitCodec(type, codecs.make(type.element()));
            default -> null;
        };
    }

    private static ColumnCodec<?> nested(NestedType type, CodecRegistry codecs) {
        TupleType tuple = new TupleType(type.elements());
        return new ArrayCodec(type, new TupleCodec(tuple, elements(type.elements(), codecs)));
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
        return new LowCardinalityCodec(type, values, codecs.dictionariesOfNothing());
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
        return new TupleCodec(type, elements(type.elements(), codecs));
    }

    private static List<ColumnCodec<?>> elements(List<TupleType.Element> types, CodecRegistry codecs) {
        List<ColumnCodec<?>> elements = new ArrayList<>(types.size());
        for (TupleType.Element element : types) {
            elements.add(codecs.make(element.type()));
        }
        return elements;
    }
}
