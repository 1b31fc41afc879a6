package io.peristyle.cli.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The columns that text takes on a terminal, as ClickHouse counts them. */
final class DisplayWidth {
    /** How wide a name may be where its values are not as wide. */
    static final int NAME = 24;

    private static final int WORTH_CUTTING = 4;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*");
    private static final int TAB = 8;
    private static final int ESCAPE = 0x1b;

    /** Where characters begin that are as wide as each other, rising; and how wide they are. */
    private static final NavigableMap<Integer, Integer> WIDTHS = widths();

    private DisplayWidth() {}

    static int of(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return of(bytes, 0, bytes.length, 0);
    }

    /** The columns that UTF-8 takes that begins in column {@code start}; tabs go on to every eighth. */
    static int of(byte[] text, int from, int to, int start) {
        return measured(text, from, to, start, Integer.MAX_VALUE).width;
    }

    /** Where text ends that takes at most {@code limit} columns. */
    static int end(byte[] text, int from, int to, int start, int limit) {
        return measured(text, from, to, start, limit).end;
    }

    private record Measured(int width, int end) {}

    private static Measured measured(byte[] text, int from, int to, int start, int limit) {
        int width = 0;
        boolean escape = false;
        int at = from;
        while (at < to) {
            int length = Utf8.length(text, at, to);
            int character = length == 0 ? 0 : Utf8.character(text, at, length);
            int next = width;
            if (escape && character > ' ' - 1 && character < 0x7f) {
                escape = character < '@' || text[at - 1] == ESCAPE;
            } else if (character == ESCAPE) {
                escape = true;
            } else {
                next += character == '\t' ? TAB - (start + width) % TAB : of(character);
            }
            if (next > limit) {
                break;
            }
            width = next;
            at += Math.max(1, length);
        }
        return new Measured(width, at);
    }

    /**
     * A name without its middle if it takes over {@value #WORTH_CUTTING} columns more than {@code width}, and is not a word
     * such as need no quotes.
     */
    static String cut(String name, int width) {
        int whole = of(name);
        if (whole <= width + WORTH_CUTTING || WORD.matcher(name).matches()) {
            return name;
        }
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int head = end(bytes, 0, bytes.length, 0, width / 2);
        int tail = end(bytes, 0, bytes.length, 0, whole - (width - 1) / 2);
        return new String(bytes, 0, head, StandardCharsets.UTF_8)
                + "⋯"
                + new String(bytes, tail, bytes.length - tail, StandardCharsets.UTF_8);
    }

    private static int of(int character) {
        if (character < 0x7f) {
            return character < ' ' ? 0 : 1;
        }
        return WIDTHS.floorEntry(character).getValue();
    }

    /** As ClickHouse's {@code visibleWidth} has them. */
    private static NavigableMap<Integer, Integer> widths() {
        NavigableMap<Integer, Integer> widths = new TreeMap<>();
        try (InputStream in = DisplayWidth.class.getResourceAsStream("widths.txt")) {
            for (String line : new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .toList()) {
                int space = line.indexOf(' ');
                widths.put(Integer.parseInt(line.substring(0, space), 16), Integer.parseInt(line.substring(space + 1)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return widths;
    }
}
