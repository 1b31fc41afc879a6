package io.peristyle.type;

/**
 * {@code QBit(T, N)} or {@code QBit(T, N, stride)}: vectors of N numbers, stored bit by bit, in groups of {@code stride}
 * numbers.
 *
 * @param element {@code Int8}, {@code BFloat16}, {@code Float32} or {@code Float64}
 * @param dimension numbers in a vector, at least 1
 * @param stride numbers of a vector that are stored together: all of them, or a multiple of 8 that {@code dimension} is a
 *     multiple of
 */
public record QBitType(ClickHouseType element, int dimension, int stride) implements ClickHouseType {
    /** @throws IllegalArgumentException if the vectors cannot be stored in groups of so many */
    public QBitType {
        if (!isStride(stride, dimension)) {
            throw new IllegalArgumentException("a QBit of " + dimension + " numbers has no stride of " + stride);
        }
    }

    /** Vectors whose numbers are stored together. */
    public QBitType(ClickHouseType element, int dimension) {
        this(element, dimension, dimension);
    }

    /** Whether vectors of {@code dimension} numbers can be stored in groups of {@code stride}. */
    public static boolean isStride(int stride, int dimension) {
        return stride > 0
                && dimension % stride == 0
                && dimension >= stride
                && (stride == dimension || stride % Byte.SIZE == 0);
    }

    @Override
    public String name() {
        return "QBit";
    }

    @Override
    public String toString() {
        return "QBit(" + element + ", " + dimension + (stride == dimension ? "" : ", " + stride) + ")";
    }
}
