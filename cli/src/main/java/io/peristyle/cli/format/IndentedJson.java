package io.peristyle.cli.format;

/** JSON text over several lines, as people read it: a line for each member, and for each element that has parts itself. */
final class IndentedJson {
    private final TextBuffer out;
    private final byte[] json;
    private final int end;
    private int position;
    private int depth;

    private IndentedJson(TextBuffer out, byte[] json, int end) {
        this.out = out;
        this.json = json;
        this.end = end;
    }

    /** Appends the first {@code end} bytes of {@code json}, which has no space between its tokens. */
    static void write(TextBuffer out, byte[] json, int end) {
        new IndentedJson(out, json, end).write();
    }

    private void write() {
        while (position < end) {
            char token = (char) json[position];
            switch (token) {
                case '{', '[' -> open();
                case '}', ']' -> close();
                case ',' -> {
                    copy(position + 1);
                    line(depth + 1);
                }
                case ':' -> {
                    copy(position + 1);
                    out.put(' ');
                }
                default -> copy(token == '"' ? endOfString(position) : position + 1);
            }
        }
    }

    private void open() {
        int flatEnd = endOfFlat();
        if (flatEnd > 0) {
            copy(flatEnd);
        } else {
            copy(position + 1);
            depth++;
            line(depth + 1);
        }
    }

    private void close() {
        depth--;
        line(depth == 0 ? 0 : depth + 1);
        copy(position + 1);
    }

    /** Where the list that begins here ends, or the object without members; 0 if it takes lines of its own. */
    private int endOfFlat() {
        if (json[position] == '{') {
            return json[position + 1] == '}' ? position + 2 : 0;
        }
        int at = position + 1;
        while (json[at] != ']') {
            if (json[at] == '[' || json[at] == '{') {
                return 0;
            }
            at = json[at] == '"' ? endOfString(at) : at + 1;
        }
        return at + 1;
    }

    private int endOfString(int from) {
        int at = from + 1;
        while (json[at] != '"') {
            at += json[at] == '\\' ? 2 : 1;
        }
        return at + 1;
    }

    private void copy(int to) {
        out.put(json, position, to);
        position = to;
    }

    private void line(int indent) {
        out.put('\n').put(' ', indent);
    }
}
