package io.peristyle.transport.http;

import io.peristyle.query.Progress;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the progress that a server tells in headers, all of it since the beginning.
 *
 * <pre>
 * {"read_rows":"100","read_bytes":"800","written_rows":"0","written_bytes":"0","total_rows_to_read":"1000","elapsed_ns":"9"}
 * </pre>
 */
final class ServerProgress {
    private static final Pattern FIELD = Pattern.compile("\"(\\w+)\"\\s*:\\s*\"?(\\d{1,18})\"?");

    private ServerProgress() {}

    /** Fields that are missing or not understood are 0. */
    static Progress parse(String text) {
        long[] values = new long[6];
        Matcher field = FIELD.matcher(text);
        while (field.find()) {
            int index = index(field.group(1));
            if (index >= 0) {
                values[index] = Long.parseLong(field.group(2));
            }
        }
        return new Progress(values[0], values[1], values[2], values[3], values[4], values[5]);
    }

    private static int index(String name) {
        return switch (name) {
            case "read_rows" -> 0;
            case "read_bytes" -> 1;
            case "total_rows_to_read" -> 2;
            case "written_rows" -> 3;
            case "written_bytes" -> 4;
            case "elapsed_ns" -> 5;
            default -> -1;
        };
    }
}
