package io.peristyle.cli.format;

import java.util.List;
import java.util.Locale;

/** A remark beside a large number that says it in words, such as {@code -- 1.23 million}. */
final class Magnitude {
    private static final double THRESHOLD = 1e6;
    /** Numbers that are likely hashes, of which words say nothing. */
    private static final double LEAST_HASH = 1e17;

    private static final double MOST_HASH = 0x1p64;
    private static final List<String> NAMES = List.of(
            "",
            " thousand",
            " million",
            " billion",
            " trillion",
            " quadrillion",
            " quintillion",
            " sextillion",
            " septillion",
            " octillion",
            " nonillion",
            " decillion",
            " undecillion",
            " duodecillion",
            " tredecillion",
            " quattuordecillion",
            " quindecillion",
            " sexdecillion",
            " septendecillion",
            " octodecillion",
            " novemdecillion",
            " vigintillion");

    private Magnitude() {}

    /** The remark with a space before it; empty for what is not a number of more than a million, or likely a hash. */
    static String remark(String text) {
        double value;
        try {
            value = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return "";
        }
        double size = Math.abs(value);
        if (!(size > THRESHOLD) || Double.isInfinite(value) || (size > LEAST_HASH && size <= MOST_HASH)) {
            return "";
        }
        int power = 0;
        while (Math.abs(value) >= 1000 && power < NAMES.size() - 1) {
            value /= 1000;
            power++;
        }
        return String.format(Locale.ROOT, " -- %.2f%s", value, NAMES.get(power));
    }
}
