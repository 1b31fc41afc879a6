package io.peristyle.error;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** ClickHouse's numbers of errors and their names, such as 60 and {@code UNKNOWN_TABLE}. */
public final class ErrorCodes {
    private static final String UNKNOWN = "UNKNOWN";

    private ErrorCodes() {}

    /** ClickHouse's name of error {@code code}; {@code UNKNOWN} for a number that 26.7 gives no name to. */
    public static String nameOf(int code) {
        return Names.BY_CODE.getOrDefault(code, UNKNOWN);
    }

    /** Reads the list of names, unless it was read: a file, which is not for an event loop. */
    public static void load() {
        nameOf(0);
    }

    /** Loaded with the first use. */
    private static final class Names {
        static final Map<Integer, String> BY_CODE = load();

        private static Map<Integer, String> load() {
            try (InputStream in = ErrorCodes.class.getResourceAsStream("error-codes.txt")) {
                if (in == null) {
                    // A repackaged jar without the list must not turn the server's error into another one.
                    return Map.of();
                }
                return parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Map<Integer, String> parse(BufferedReader lines) throws IOException {
            Map<Integer, String> names = new HashMap<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                int tab = line.indexOf('\t');
                names.put(Integer.parseInt(line, 0, tab, 10), line.substring(tab + 1));
            }
            return Map.copyOf(names);
        }
    }
}
