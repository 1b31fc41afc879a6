package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** E-mail addresses: a local part, a host of at least two labels, the last of letters. */
final class EmailDetector implements FindingDetector {
    private static final Pattern HOST =
            Pattern.compile("(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\\.){1,8}[A-Za-z]{2,24}(?![A-Za-z0-9])");
    private static final String LOCAL = "._%+-'";
    private static final int LONGEST_LOCAL = 64;

    @Override
    public FindingType type() {
        return FindingType.EMAIL;
    }

    /** Looks for the @ first: a pattern that begins with the local part would try it at each of its characters. */
    @Override
    public void detect(String text, Consumer<Match> found) {
        Matcher host = HOST.matcher(text);
        int end = 0;
        for (int at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
            int start = at;
            while (start > end && at - start < LONGEST_LOCAL && isLocal(text.charAt(start - 1))) {
                start--;
            }
            while (start < at && !Character.isLetterOrDigit(text.charAt(start))) {
                start++;
            }
            if (start < at
                    && text.charAt(at - 1) != '.'
                    && host.region(at + 1, text.length()).lookingAt()) {
                end = host.end();
                found.accept(new Match(start, end, 0.95));
            }
        }
    }

    private static boolean isLocal(char c) {
        return (c < 128 && Character.isLetterOrDigit(c)) || LOCAL.indexOf(c) >= 0;
    }
}
