package io.peristyle.pdfscan.scan;

import io.peristyle.pdfscan.document.FindingType;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** IPv4 addresses in four parts, and IPv6 addresses; not the parts of a version or of a time. */
final class IpDetector implements FindingDetector {
    private static final String PART = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern CANDIDATE = Pattern.compile("(?<![\\w.:])(?:((?:" + PART + "\\.){3}" + PART
            + ")(?![\\w]|\\.\\w|:\\w*:)" + "|([0-9A-Fa-f:]{3,39})(?![\\w:]|\\.\\w))");

    @Override
    public FindingType type() {
        return FindingType.IP;
    }

    @Override
    public void detect(String text, Consumer<Match> found) {
        Matcher matcher = CANDIDATE.matcher(text);
        while (matcher.find()) {
            if (matcher.group(1) != null) {
                if (!text.substring(Math.max(0, matcher.start() - 8), matcher.start())
                        .toLowerCase(Locale.ROOT)
                        .contains("version")) {
                    found.accept(new Match(matcher.start(), matcher.end(), 0.9));
                }
            } else if (isIpv6(matcher.group(2))) {
                found.accept(new Match(matcher.start(), matcher.end(), 0.9));
            }
        }
    }

    /** Eight groups, or fewer with one {@code ::}; at least three written ones, lest a time or a ratio count. */
    static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if ((gap >= 0 && text.indexOf("::", gap + 1) >= 0)
                || (text.startsWith(":") && gap != 0)
                || (text.endsWith(":") && gap != text.length() - 2)) {
            return false;
        }
        int groups = 0;
        boolean hasLetter = false;
        for (String group : List.of(text.split(":", -1))) {
            if (group.length() > 4) {
                return false;
            }
            groups += group.isEmpty() ? 0 : 1;
            hasLetter |= group.chars().anyMatch(Character::isLetter);
        }
        return gap < 0 ? groups == 8 : groups >= 2 && groups < 8 && (hasLetter || groups >= 4);
    }
}
