package io.peristyle.cli.format;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.DecimalType;
import io.peristyle.type.LowCardinalityType;
import io.peristyle.type.NullableType;
import java.util.regex.Pattern;

/** Which columns are numbers, or kept as numbers, so that tables align them to the right. */
final class Alignment {
    private static final Pattern NUMBERS = Pattern.compile("U?Int\\d+|B?Float\\d+|Interval\\w+");
    private static final Pattern DAYS_AND_TIMES = Pattern.compile("Date(32)?|DateTime(64)?|Time(64)?");

    private Alignment() {}

    static boolean isNumeric(ClickHouseType type) {
        ClickHouseType bare = bare(type);
        return bare instanceof DecimalType || NUMBERS.matcher(bare.name()).matches();
    }

    /** {@code modern} servers do not have a UUID as a number. */
    static boolean isRight(ClickHouseType type, boolean modern) {
        String name = bare(type).name();
        return isNumeric(type) || DAYS_AND_TIMES.matcher(name).matches() || (!modern && name.equals("UUID"));
    }

    private static ClickHouseType bare(ClickHouseType type) {
        ClickHouseType plain = type.plain();
        if (plain instanceof NullableType nullable) {
            return bare(nullable.inner());
        }
        return plain instanceof LowCardinalityType dictionary ? bare(dictionary.inner()) : plain;
    }
}
