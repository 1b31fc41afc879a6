package io.peristyle.cli.input;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON values whose type the column leaves open: integers as {@code Long} or {@code BigInteger}, other numbers as {@code
 * Double}, lists and maps of such values.
 */
final class JsonAny {
    private static final Pattern INTEGER = Pattern.compile("-?\\d{1,78}");
    private static final int LONG_DIGITS = 18;
    private static final int MOST_DEPTH = 1000;

    private final JsonText text;

    JsonAny(JsonText text) {
        this.text = text;
    }

    @Nullable
    Object read() throws IOException {
        return read(0);
    }

    private @Nullable Object read(int depth) throws IOException {
        if (depth > MOST_DEPTH) {
            throw text.source().failure("no value nested over " + MOST_DEPTH + " deep");
        }
        int first = text.peek();
        if (first == '"') {
            return string();
        } else if (first == '[') {
            return list(depth);
        }
        return first == '{' ? map(depth) : word();
    }

    private String string() throws IOException {
        return new String(text.string(), StandardCharsets.UTF_8);
    }

    private List<@Nullable Object> list(int depth) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        text.expect('[');
        while (!text.takes(']')) {
            if (!values.isEmpty()) {
                text.expect(',');
            }
            values.add(read(depth + 1));
        }
        return values;
    }

    private Map<String, @Nullable Object> map(int depth) throws IOException {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        text.expect('{');
        while (!text.takes('}')) {
            if (!values.isEmpty()) {
                text.expect(',');
            }
            String name = string();
            text.expect(':');
            values.put(name, read(depth + 1));
        }
        return values;
    }

    private @Nullable Object word() throws IOException {
        String word = new String(text.word(), StandardCharsets.UTF_8);
        return switch (word) {
            case "null" -> null;
            case "true" -> true;
            case "false" -> false;
            default -> number(word);
        };
    }

    private Object number(String word) throws IOException {
        if (INTEGER.matcher(word).matches()) {
            return word.length() <= LONG_DIGITS ? (Object) Long.parseLong(word) : (Object) new BigInteger(word);
        }
        try {
            return Double.parseDouble(word);
        } catch (NumberFormatException e) {
            throw text.source().failure("a value of JSON");
        }
    }
}
