package io.peristyle.codec;

import io.peristyle.type.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The paths that a {@code JSON} drops: the server does so where it parses text, but takes columns of paths as they come. */
final class SkippedPaths {
    private final List<String> paths;
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<String> unknown = new ArrayList<>();

    SkippedPaths(JsonType type) {
        paths = type.skipped();
        for (String pattern : type.skippedPatterns()) {
            try {
                patterns.add(Pattern.compile(pattern));
            } catch (PatternSyntaxException e) {
                unknown.add(pattern);
            }
        }
    }

    /**
     * Whether {@code path} is one of them, or below one.
     *
     * @throws IllegalArgumentException if the type has an expression that Java does not understand
     */
    boolean matches(String path) {
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(
                    "JSON takes text only, where it skips paths by what is no regular expression to Java: " + unknown);
        }
        for (String skipped : paths) {
            if (path.startsWith(skipped)
                    && (path.length() == skipped.length() || path.charAt(skipped.length()) == '.')) {
                return true;
            }
        }
        for (Pattern pattern : patterns) {
            if (pattern.matcher(path).find()) {
                return true;
            }
        }
        return false;
    }
}
