package io.peristyle.type;

/**
 * A ClickHouse type. {@link #toString()} is the text that the server itself prints for it, and {@link #parse} its
 * inverse. Immutable, with value equality.
 */
public sealed interface ClickHouseType
        permits AggregateFunctionType,
                ArrayType,
                DateTime64Type,
                DateTimeType,
                DecimalType,
                DynamicType,
                EnumType,
                FixedStringType,
                JsonType,
                LowCardinalityType,
                MapType,
                NamedType,
                NestedType,
                NullableType,
                OpaqueType,
                QBitType,
                ScalarType,
                SimpleAggregateFunctionType,
                Time64Type,
                TupleType,
                VariantType {

    /** The name before the parentheses, such as {@code Array} or {@code Int32}; what codecs are registered by. */
    String name();

    /**
     * The type that the values are of: itself, unless it is another one under a name of its own, as {@code Point},
     * {@code Nested} and {@code SimpleAggregateFunction} are.
     */
    default ClickHouseType plain() {
        return this;
    }

    /** The text of the type, as the server prints it. */
    @Override
    String toString();

    /**
     * The type that {@code text} names.
     *
     * @throws io.peristyle.error.DataException if the text is no type: unbalanced, nested over 100 deep, longer than 1
     *     MiB, or with arguments that the type does not take
     */
    static ClickHouseType parse(String text) {
        return TypeParser.parse(text);
    }
}
