package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Social security numbers of the United States: three groups of which none is all zeros, the first neither 666 nor 900 or
 * more. Nine digits in one are taken for one only where the text says so shortly before.
 */
final class SsnDetector implements FindingDetector {
    private static final String VALID = "(?!000|666|9)\\d{3}%s(?!00)\\d{2}%s(?!0000)\\d{4}";
    private static final Pattern GROUPED =
            Pattern.compile("(?<![\\w.-])" + VALID.formatted("([- ])", "\\1") + "(?![\\w-]|\\.\\d)");
    private static final Pattern PLAIN =
            Pattern.compile("(?<![\\w.-])" + VALID.formatted("", "") + "(?![\\w-]|\\.\\d)");
    private static final int CONTEXT = 40;

    @Override
    public FindingType type() {
        return FindingType.SSN;
    }

    @Override
    public void detect(String text, Consumer<Match> found) {
        Matcher grouped = GROUPED.matcher(text);
        while (grouped.find()) {
            boolean dashes = grouped.group(1).equals("-");
            if (dashes || isAnnounced(text, grouped.start())) {
                found.accept(new Match(grouped.start(), grouped.end(), dashes ? 0.95 : 0.85));
            }
        }
        Matcher plain = PLAIN.matcher(text);
        while (plain.find()) {
            if (isAnnounced(text, plain.start())) {
                found.accept(new Match(plain.start(), plain.end(), 0.7));
            }
        }
    }

    private static boolean isAnnounced(String text, int start) {
        String before = text.substring(Math.max(0, start - CONTEXT), start).toLowerCase(Locale.ROOT);
        return before.contains("ssn") || before.contains("social security");
    }
}
