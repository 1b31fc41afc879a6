package io.peristyle.type;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code AggregateFunction(f, T1, …)}: states of an aggregate function.
 *
 * @param version the version of the state's layout; null where the server names none
 * @param function the function without parameters, such as {@code quantiles}
 * @param parameters the text of its parameters, such as {@code 0.5, 0.9}; null if it has none
 * @param arguments the types of its arguments
 */
public record AggregateFunctionType(
        @Nullable Integer version,
        String function,
        @Nullable String parameters,
        List<ClickHouseType> arguments) implements ClickHouseType {
    public AggregateFunctionType {
        arguments = List.copyOf(arguments);
    }

    @Override
    public String name() {
        return "AggregateFunction";
    }

    @Override
    public String toString() {
        return "AggregateFunction(" + (version == null ? "" : version + ", ") + function
                + (parameters == null ? "" : "(" + parameters + ")")
                + arguments.stream().map(type -> ", " + type).collect(Collectors.joining()) + ")";
    }
}
