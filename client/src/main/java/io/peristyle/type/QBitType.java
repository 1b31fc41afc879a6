package io.peristyle.type;

/**
 * {@code QBit(T, N)}: vectors of N floating point numbers, stored bit by bit.
 *
 * @param element {@code BFloat16}, {@code Float32} or {@code Float64}
 * @param dimension numbers in a vector, at least 1
 */
public record QBitType(ClickHouseType element, int dimension) implements ClickHouseType {
    @Override
    public String name() {
        return "QBit";
    }

    @Override
    public String toString() {
        return "QBit(" + element + ", " + dimension + ")";
    }
}
