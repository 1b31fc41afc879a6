package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Telephone numbers: international ones with their +, and those of North America in their usual groups. Others look like any
 * number.
 */
final class PhoneDetector implements FindingDetector {
    private static final int FEWEST_DIGITS = 8;

    /** Of ITU-T E.164, the country's among them. */
    private static final int MOST_DIGITS = 15;

    private static final Pattern INTERNATIONAL =
            Pattern.compile("(?<![\\w+])\\+[1-9]\\d{0,2}(?:[ .-]?\\(?\\d{1,5}\\)?){1,6}(?![\\w])");
    private static final Pattern NORTH_AMERICAN = Pattern.compile(
            "(?<![\\w+.-])(?:1[ .-])?(?:\\([2-9]\\d{2}\\) ?|[2-9]\\d{2}[-. ])[2-9]\\d{2}[-. ]\\d{4}(?![\\w-]|\\.\\d)");

    @Override
    public FindingType type() {
        return FindingType.PHONE;
    }

    @Override
    public void detect(String text, Consumer<Match> found) {
        Matcher international = INTERNATIONAL.matcher(text);
        while (international.find()) {
            int end = withoutNumbersBehind(text, international.start(), international.end());
            if (digits(text, international.start(), end) >= FEWEST_DIGITS) {
                found.accept(new Match(international.start(), end, 0.9));
            }
        }
        Matcher american = NORTH_AMERICAN.matcher(text);
        while (american.find()) {
            found.accept(new Match(american.start(), american.end(), 0.8));
        }
    }

    /** Groups that make a number longer than any is are another number's, such as that of the next column. */
    private static int withoutNumbersBehind(String text, int start, int end) {
        int cut = end;
        while (cut > start && digits(text, start, cut) > MOST_DIGITS) {
            do {
                cut--;
            } while (cut > start && !isSeparator(text.charAt(cut)));
        }
        return cut;
    }

    private static boolean isSeparator(char c) {
        return c == ' ' || c == '.' || c == '-';
    }

    private static long digits(String text, int start, int end) {
        return text.substring(start, end).chars().filter(Character::isDigit).count();
    }
}
