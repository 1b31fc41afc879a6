package io.peristyle.type;

/**
 * {@code Time64(P)}: a signed time of up to 999 hours in ticks of 10<sup>-P</sup> seconds.
 *
 * @param precision 0 to 9
 */
public record Time64Type(int precision) implements ClickHouseType {
    @Override
    public String name() {
        return "Time64";
    }

    @Override
    public String toString() {
        return "Time64(" + precision + ")";
    }
}
