package io.peristyle.cli.input;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code TabSeparated}: a line for each row, tabs between values, backslash escapes, {@code \N} for NULL. */
final class TabSeparatedReader implements RowReader {
    private final ByteSource source;
    private final List<TargetColumn> columns;
    private final List<Field> fields;
    private final Bytes text = new Bytes();

    TabSeparatedReader(ByteSource source, List<TargetColumn> columns) {
        this.source = source;
        this.columns = List.copyOf(columns);
        this.fields = columns.stream().map(Field::new).toList();
    }

    @Override
    public List<TargetColumn> columns() {
        return columns;
    }

    @Override
    public long bytesRead() {
        return source.bytesRead();
    }

    @Override
    public @Nullable List<@Nullable Object> next() throws IOException {
        if (source.peek() < 0) {
            return null;
        }
        List<@Nullable Object> row = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            row.add(value(fields.get(i)));
            long column = source.column();
            long line = source.line();
            int end = source.read();
            boolean last = i == fields.size() - 1;
            if (last && end == '\t') {
                throw new InputException(line, column, "a tab; the row has its " + fields.size() + " values already");
            }
            if (!last && end != '\t') {
                throw new InputException(
                        line,
                        column,
                        "the row ends after " + (i + 1) + " values of " + fields.size() + "; next would be "
                                + fields.get(i + 1));
            }
        }
        return row;
    }

    private @Nullable Object value(Field field) throws IOException {
        long line = source.line();
        long column = source.column();
        text.clear();
        boolean isNull = false;
        while (source.peek() >= 0 && source.peek() != '\t' && source.peek() != '\n') {
            int b = source.read();
            if (b == '\\') {
                int escaped = source.read();
                if (escaped < 0) {
                    throw source.failure("the text ends within an escape");
                }
                isNull = escaped == 'N' && text.length() == 0;
                if (field.isComposite() && !isNull) {
                    // These escapes are those of the quoted text inside, which are undone with its quotes.
                    text.add('\\');
                    text.add(escaped);
                } else if (!isNull) {
                    unescape(escaped);
                }
            } else if (b != '\r' || source.peek() != '\n') {
                text.add(b);
            }
        }
        return field.parse(isNull && text.length() == 0 ? null : text.array(), line, column);
    }

    private void unescape(int letter) throws IOException {
        if (letter != 'x') {
            Escapes.append(text, letter);
            return;
        }
        int b = Escapes.hexadecimal(source.read(), source.read());
        if (b < 0) {
            throw source.failure("two hexadecimal digits follow \\x");
        }
        text.add(b);
    }
}
