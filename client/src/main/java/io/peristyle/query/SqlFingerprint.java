package io.peristyle.query;

import io.peristyle.query.SqlScanner.Kind;

/** What is left of a statement when its values are taken out: fit for logs and recordings that others get to see. */
public final class SqlFingerprint {
    private static final char VALUE = '?';

    private final SqlScanner scanner;
    private final int maximumLength;
    private final StringBuilder text = new StringBuilder();
    private boolean spaced;

    private SqlFingerprint(String sql, int maximumLength) {
        this.scanner = new SqlScanner(sql);
        this.maximumLength = maximumLength;
    }

    /**
     * The statement with {@code ?} for each text and number, lists of them as one, without comments, and with single spaces.
     *
     * @param maximumLength characters at most; what is longer is cut
     */
    public static String of(String sql, int maximumLength) {
        return new SqlFingerprint(sql, maximumLength).build();
    }

    private String build() {
        while (text.length() < maximumLength && scanner.next()) {
            if (scanner.kind() == Kind.SPACE || scanner.kind() == Kind.COMMENT) {
                spaced = true;
            } else if (isValue()) {
                appendValue();
            } else if (scanner.first() == '$') {
                // A here document whose end was cut off.
                appendValue();
                break;
            } else {
                append(scanner.text());
            }
        }
        text.setLength(Math.min(text.length(), maximumLength));
        return text.toString();
    }

    private boolean isValue() {
        char first = scanner.first();
        return switch (scanner.kind()) {
            case QUOTED -> first != '"' && first != '`' && first != '\u201c';
            case WORD -> first >= '0' && first <= '9';
            default -> false;
        };
    }

    private void appendValue() {
        int length = text.length();
        if (endsWith("?.")) {
            // The digits behind a decimal point.
            text.setLength(length - 1);
        } else if (endsWith("?,")) {
            text.setLength(length - 1);
        } else if (spaced || !endsWith("?")) {
            // A doubled quote makes two pieces of one text.
            append(String.valueOf(VALUE));
        }
        spaced = false;
    }

    private boolean endsWith(String end) {
        int from = text.length() - end.length();
        return from >= 0 && text.indexOf(end, from) == from;
    }

    private void append(String piece) {
        if (spaced && !text.isEmpty()) {
            text.append(' ');
        }
        spaced = false;
        text.append(piece);
    }
}
