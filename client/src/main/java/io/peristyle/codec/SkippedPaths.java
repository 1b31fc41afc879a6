package io.peristyle.codec;

import io.peristyle.type.JsonType;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The paths that a {@code JSON} drops: the server does so where it parses text, but takes columns of paths as they come. A
 * regular expression has to fit a whole path until 25.12, and from 26.1 on a part of it, unless the setting {@code
 * type_json_use_partial_match_to_skip_paths_by_regexp} says otherwise: where that matters, it is not decided here.
 */
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
     * @throws IllegalArgumentException if the type has an expression that Java does not understand, or one that fits a part of
     *     the path alone
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
            Matcher matcher = pattern.matcher(path);
            if (matcher.matches()) {
                return true;
            } else if (matcher.find(0)) {
                throw new IllegalArgumentException(
                        "JSON takes text only for a path of which SKIP REGEXP '" + pattern
                                + "' fits a part: servers differ in whether they skip it; begin and end the expression with .*");
            }
        }
        return false;
    }
}
