package io.peristyle.cli.input;

import io.peristyle.type.ArrayType;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.MapType;
import io.peristyle.type.TupleType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one array, tuple or map from its text, such as {@code [('a',1),(NULL,2)]}. Not thread-safe. */
final class QuotedReader {
    private final byte[] text;
    private int position;

    QuotedReader(byte[] text) {
        this.text = text;
    }

    /** The value of {@code type} that the whole text stands for. */
    @Nullable
    Object readAll(ClickHouseType type) {
        Object value = read(type);
        skipSpace();
        if (position < text.length) {
            throw failure("nothing more");
        }
        return value;
    }

    private @Nullable Object read(ClickHouseType type) {
        skipSpace();
        ClickHouseType bare = ValueParsers.bare(type);
        if (bare instanceof ArrayType array) {
            return array(array);
        }
        if (bare instanceof TupleType tuple) {
            return tuple(tuple);
        }
        if (bare instanceof MapType map) {
            return map(map);
        }
        return scalar(type, bare);
    }

    private List<@Nullable Object> array(ArrayType type) {
        List<@Nullable Object> values = new ArrayList<>();
        expect('[');
        while (!ends(']', values.isEmpty())) {
            values.add(read(type.element()));
        }
        return values;
    }

    private List<@Nullable Object> tuple(TupleType type) {
        List<@Nullable Object> values = new ArrayList<>();
        expect('(');
        while (!ends(')', values.isEmpty())) {
            if (values.size() == type.elements().size()) {
                throw failure("no more than " + values.size() + " elements");
            }
            values.add(read(type.elements().get(values.size()).type()));
        }
        return values;
    }

    private Map<@Nullable Object, @Nullable Object> map(MapType type) {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        expect('{');
        while (!ends('}', values.isEmpty())) {
            Object key = read(type.key());
            skipSpace();
            expect(':');
            // Bytes are equal to themselves alone: as keys they would never be found to be the same.
            values.put(
                    key instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : key, read(type.value()));
        }
        return values;
    }

    private @Nullable Object scalar(ClickHouseType type, ClickHouseType bare) {
        boolean quoted = position < text.length && text[position] == '\'';
        byte[] content = quoted ? quoted() : word();
        if (!quoted && isNull(content)) {
            if (!ValueParsers.isNullable(type)) {
                throw new IllegalArgumentException(type + " takes no NULL");
            }
            return null;
        }
        return ScalarParsers.of(bare).parse(content);
    }

    private byte[] quoted() {
        Bytes content = new Bytes();
        position++;
        while (position < text.length) {
            byte b = text[position++];
            if (b == '\\' && position < text.length) {
                unescape(content);
            } else if (b != '\'') {
                content.add(b);
            } else if (position < text.length && text[position] == '\'') {
                content.add(text[position++]);
            } else {
                return content.array();
            }
        }
        throw failure("a closing quote");
    }

    private void unescape(Bytes content) {
        byte letter = text[position++];
        if (letter != 'x') {
            Escapes.append(content, letter);
            return;
        }
        int b = position + 1 < text.length ? Escapes.hexadecimal(text[position], text[position + 1]) : -1;
        if (b < 0) {
            throw failure("two hexadecimal digits behind \\x");
        }
        position += 2;
        content.add(b);
    }

    private byte[] word() {
        int start = position;
        while (position < text.length && ",:])} ".indexOf(text[position]) < 0) {
            position++;
        }
        return Arrays.copyOfRange(text, start, position);
    }

    private static boolean isNull(byte[] word) {
        return word.length == 4 && new String(word, StandardCharsets.US_ASCII).equalsIgnoreCase("NULL");
    }

    /** Whether the list ends here; if not, and this is not its first element, takes the comma. */
    private boolean ends(char bracket, boolean first) {
        skipSpace();
        if (position < text.length && text[position] == bracket) {
            position++;
            return true;
        }
        if (!first) {
            expect(',');
        }
        return false;
    }

    private void expect(char c) {
        if (position >= text.length || text[position] != c) {
            throw failure("'" + c + "'");
        }
        position++;
    }

    private void skipSpace() {
        while (position < text.length && text[position] == ' ') {
            position++;
        }
    }

    private IllegalArgumentException failure(String expected) {
        return new IllegalArgumentException("expected " + expected + " at byte " + (position + 1) + " of the value");
    }
}
