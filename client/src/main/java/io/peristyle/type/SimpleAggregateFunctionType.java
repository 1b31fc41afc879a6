package io.peristyle.type;

/**
 * {@code SimpleAggregateFunction(f, T)}: values of T that the server merges with {@code f}.
 *
 * @param function the function, with its parameters if it has any, such as {@code groupArrayArray(5)}
 * @param inner the type of the values
 */
public record SimpleAggregateFunctionType(String function, ClickHouseType inner) implements ClickHouseType {
    @Override
    public String name() {
        return "SimpleAggregateFunction";
    }

    @Override
    public ClickHouseType plain() {
        return inner.plain();
    }

    @Override
    public String toString() {
        return "SimpleAggregateFunction(" + function + ", " + inner + ")";
    }
}
