package io.peristyle.cli.format;

import java.time.ZoneId;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The details in which one server's text, or its reading of text, differs from another's.
 *
 * @param trailingZeros whether decimals keep the zeros that end their fraction
 * @param narrowDates whether day 0 prints as zeros and days behind early 2106 as the first one
 * @param quotedLongs whether JSON has integers of 64 bits and more in quotes
 * @param readable whether what is for people has row numbers, short names, and large numbers in words
 * @param inlineValues whether it reads {@code INSERT … VALUES} itself
 * @param zone the zone of columns whose type names none
 */
public record TextDialect(
        boolean trailingZeros,
        boolean narrowDates,
        boolean quotedLongs,
        boolean readable,
        boolean inlineValues,
        ZoneId zone) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+).*");

    /** The dialect of a server of {@code version}, such as {@code 26.7.3}; of the newest if that is no version. */
    public static TextDialect of(String version, ZoneId zone) {
        Matcher matcher = VERSION.matcher(version);
        int release = matcher.matches()
                ? Integer.parseInt(matcher.group(1)) * 100 + Integer.parseInt(matcher.group(2))
                : Integer.MAX_VALUE;
        return new TextDialect(
                release < 21_09, release < 19_17, release < 25_08, release >= 24_01, release >= 22_01, zone);
    }
}
