package io.peristyle.codec;

import io.peristyle.type.AggregateFunctionType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.NullableType;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the states of the aggregate functions that the client knows consist of. */
final class StateSteps {
    private static final int DIGITS_OF_128_BITS = 38;
    private static final Map<String, Integer> SUM_WIDTHS =
            Map.of("Int128", 16, "UInt128", 16, "Int256", 32, "UInt256", 32, "Float32", 8, "BFloat16", 8);
    /** Types of which functions keep plain numbers. */
    private static final Set<String> NUMBERS = Set.of(
            "Bool",
            "Date",
            "DateTime",
            "Float32",
            "Float64",
            "Int16",
            "Int32",
            "Int64",
            "Int8",
            "UInt16",
            "UInt32",
            "UInt64",
            "UInt8");

    private StateSteps() {}

    /** The state of no values. */
    static byte[] empty(List<StateStep> steps) {
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        for (StateStep step : steps) {
            int count = 1;
            int fill = 0;
            if (step instanceof StateStep.Bytes bytes) {
                count = bytes.count();
                fill = bytes.empty();
            } else if (step instanceof StateStep.SizedString) {
                count = Integer.BYTES;
                fill = -1;
            }
            for (int i = 0; i < count; i++) {
                state.write(fill);
            }
        }
        return state.toByteArray();
    }

    /** The steps of a state of {@code type}; null if the client does not know where one ends. */
    static @Nullable List<StateStep> of(AggregateFunctionType type, CodecRegistry codecs) {
        if (type.version() != null) {
            return null;
        }
        String function = type.function();
        List<ClickHouseType> arguments = new ArrayList<>();
        boolean conditional = function.endsWith("If") && !type.arguments().isEmpty();
        boolean nullable = false;
        int count = type.arguments().size() - (conditional ? 1 : 0);
        for (ClickHouseType argument : type.arguments().subList(0, count)) {
            ClickHouseType plain = argument.plain();
            nullable |= plain instanceof NullableType;
            arguments.add(plain instanceof NullableType marked ? marked.inner().plain() : plain);
        }
        if (conditional) {
            nullable |= type.arguments().get(count).plain() instanceof NullableType;
            function = function.substring(0, function.length() - 2);
        }
        List<StateStep> steps = of(function, arguments, codecs);
        boolean marked = nullable && (conditional || !function.equals("count"));
        if (steps == null || (marked && function.equals("uniq") && count > 1)) {
            return null;
        }
        return marked ? List.of(new StateStep.Optional(steps)) : steps;
    }

    private static @Nullable List<StateStep> of(String function, List<ClickHouseType> arguments, CodecRegistry codecs) {
        if (function.equals("count")) {
            return List.of(new StateStep.VarUInt());
        } else if (function.equals("uniq") && !arguments.isEmpty()) {
            return List.of(new StateStep.Bytes(1), new StateStep.Values(Integer.BYTES));
        } else if ((function.equals("argMin") || function.equals("argMax")) && arguments.size() == 2) {
            StateStep result = single(arguments.get(0), codecs);
            StateStep by = single(arguments.get(1), codecs);
            return result == null || by == null ? null : List.of(result, by);
        } else if (arguments.size() != 1) {
            return null;
        }
        ClickHouseType argument = arguments.get(0);
        return switch (function) {
            case "sum" -> sum(argument, List.of());
            case "avg" -> sum(argument, List.of(new StateStep.VarUInt()));
            case "min", "max", "any", "anyLast" -> {
                StateStep value = single(argument, codecs);
                yield value == null ? null : List.of(value);
            }
            case "groupBitOr", "groupBitXor" -> number(argument, (byte) 0, codecs);
            case "groupBitAnd" -> number(argument, (byte) -1, codecs);
            case "groupArray", "groupUniqArray" -> many(argument, codecs);
            default -> null;
        };
    }

    private static @Nullable List<StateStep> sum(ClickHouseType argument, List<StateStep> rest) {
        int width;
        if (argument instanceof DecimalType decimal) {
            width = decimal.precision() <= DIGITS_OF_128_BITS ? 16 : 32;
        } else {
            Integer known = SUM_WIDTHS.get(argument.name());
            boolean isNumber =
                    NUMBERS.contains(argument.name()) && !argument.name().startsWith("Date");
            if (known == null && !isNumber) {
                return null;
            }
            width = known == null ? Long.BYTES : known;
        }
        List<StateStep> steps = new ArrayList<>();
        steps.add(new StateStep.Bytes(width));
        steps.addAll(rest);
        return steps;
    }

    private static @Nullable List<StateStep> number(ClickHouseType argument, byte empty, CodecRegistry codecs) {
        return NUMBERS.contains(argument.name())
                ? List.of(new StateStep.Bytes(codecs.codec(argument).bytesPerRow(), empty))
                : null;
    }

    private static @Nullable List<StateStep> many(ClickHouseType argument, CodecRegistry codecs) {
        if (argument.name().equals("String")) {
            return List.of(new StateStep.Strings());
        }
        return NUMBERS.contains(argument.name())
                ? List.of(new StateStep.Values(codecs.codec(argument).bytesPerRow()))
                : null;
    }

    /** One value, or none. */
    private static @Nullable StateStep single(ClickHouseType argument, CodecRegistry codecs) {
        if (argument.name().equals("String")) {
            return new StateStep.SizedString();
        }
        ColumnCodec<?> codec = codecs.codec(argument);
        int width = codec instanceof NothingCodec ? 0 : codec.bytesPerRow();
        return width == 0 ? null : new StateStep.Optional(List.of(new StateStep.Bytes(width)));
    }
}
