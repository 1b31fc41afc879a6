package io.peristyle.cli.format;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.NullableType;
import java.util.regex.Pattern;

/** Which columns are numbers, so that tables align them to the right. */
final class Alignment {
    private static final Pattern NUMBERS = Pattern.compile("U?Int\\d+|B?Float\\d+|Interval\\w+");

    private Alignment() {}

    static boolean isNumeric(ClickHouseType type) {
        if (type instanceof NullableType nullable) {
            return isNumeric(nullable.inner());
        }
        if (type instanceof LowCardinalityType dictionary) {
            return isNumeric(dictionary.inner());
        }
        return type instanceof DecimalType || NUMBERS.matcher(type.name()).matches();
    }
}
