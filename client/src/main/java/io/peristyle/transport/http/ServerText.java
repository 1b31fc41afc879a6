package io.peristyle.transport.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as servers write it into bodies.
 *
 * <pre>
 * Code: 60. DB::Exception: Unknown table nix. (UNKNOWN_TABLE) (version 26.7.2.1)
 * Code: 60, e.displayText() = DB::Exception: Table default.nix doesn't exist., e.what() = DB::Exception
 * </pre>
 *
 * @param code ClickHouse's number
 * @param message without what stands around it
 */
record ServerText(int code, String message) {
    private static final Pattern BEGINNING = Pattern.compile(
            "\\s*Code: (\\d{1,9})[.,] (?:e\\.displayText\\(\\) = )?(?:[\\w:]*Exception: )?(.*)", Pattern.DOTALL);
    private static final Pattern END = Pattern.compile(
            "(?: \\([A-Z0-9_]+\\))?(?: \\(version [^()]*(?:\\([^()]*\\))?[^()]*\\))?\\s*$|, e\\.what\\(\\) = [\\w:]+\\s*$");
    private static final Pattern CLOSING = Pattern.compile("\\n\\d+ \\w+\\r\\n__exception__\\r\\n$");

    /**
     * The error with the number {@code code} that {@code text} ends with: a server may have written data before it, which it
     * had not sent yet. Null if there is none.
     */
    static @Nullable ServerText atEnd(String text, int code) {
        int start = text.lastIndexOf("Code: " + code);
        return start < 0 ? null : parse(text.substring(start));
    }

    /** The error that {@code text} is; null if it is none. */
    static @Nullable ServerText parse(String text) {
        Matcher closing = CLOSING.matcher(text);
        String whole = closing.find() ? text.substring(0, closing.start()) : text;
        Matcher beginning = BEGINNING.matcher(whole);
        if (!beginning.matches()) {
            return null;
        }
        String message = beginning.group(2);
        Matcher end = END.matcher(message);
        return new ServerText(
                Integer.parseInt(beginning.group(1)), end.find() ? message.substring(0, end.start()) : message);
    }
}
