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
            long digits =
                    international.group().chars().filter(Character::isDigit).count();
            if (digits >= 8 && digits <= 15) {
                found.accept(new Match(international.start(), international.end(), 0.9));
            }
        }
        Matcher american = NORTH_AMERICAN.matcher(text);
        while (american.find()) {
            found.accept(new Match(american.start(), american.end(), 0.8));
        }
    }
}
