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
    private static final String OLD_END = ", e.what() = ";
    private static final Pattern WHAT = Pattern.compile("[\\w:]+");
    private static final String VERSION_BEGINNING = " (version ";
    private static final int LONGEST_VERSION = 200;
    private static final Pattern VERSION = Pattern.compile(" \\(version [^()]*(?:\\([^()]*\\))?[^()]*\\)");
    private static final Pattern NAME = Pattern.compile(" \\([A-Z0-9_]+\\)");
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
        return new ServerText(Integer.parseInt(beginning.group(1)), withoutEnd(beginning.group(2)));
    }

    /** Looks at the end alone, since a message may be long, and be full of what looks like one. */
    private static String withoutEnd(String message) {
        String end = message.stripTrailing();
        int what = end.lastIndexOf(OLD_END);
        if (what >= 0 && WHAT.matcher(end.substring(what + OLD_END.length())).matches()) {
            return end.substring(0, what);
        }
        int version = end.lastIndexOf(VERSION_BEGINNING);
        if (version >= 0
                && end.length() - version <= LONGEST_VERSION
                && VERSION.matcher(end.substring(version)).matches()) {
            end = end.substring(0, version);
        }
        int name = end.lastIndexOf(" (");
        return name >= 0 && NAME.matcher(end.substring(name)).matches() ? end.substring(0, name) : end;
    }
}
