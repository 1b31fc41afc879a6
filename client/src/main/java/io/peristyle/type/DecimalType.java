package io.peristyle.type;

/**
 * {@code Decimal(P, S)}.
 *
 * @param precision decimal digits in all, 1 to 76
 * @param scale decimal digits behind the point, 0 to {@code precision}
 */
public record DecimalType(int precision, int scale) implements ClickHouseType {
    @Override
    public String name() {
        return "Decimal";
    }

    @Override
    public String toString() {
        return "Decimal(" + precision + ", " + scale + ")";
    }
}
