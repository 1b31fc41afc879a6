package io.peristyle.cli.input;

import io.peristyle.type.ClickHouseType;
import io.peristyle.type.TupleType;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code CSV}: commas between values, any value in double quotes, {@code \N} or nothing without quotes for NULL; blanks around
 * values mean nothing. The elements of a tuple are values of their own, as the server writes them.
 */
final class CsvReader implements RowReader {
    private final ByteSource source;
    private final List<TargetColumn> columns;
    private final List<Field> fields = new ArrayList<>();
    private final Bytes text = new Bytes();

    CsvReader(ByteSource source, List<TargetColumn> columns) {
        this.source = source;
        this.columns = List.copyOf(columns);
        for (TargetColumn column : columns) {
            if (column.type() instanceof TupleType) {
                addFields(column.name(), column.type());
            } else {
                fields.add(new Field(column));
            }
        }
    }

    private void addFields(String name, ClickHouseType type) {
        if (type instanceof TupleType tuple) {
            for (int i = 0; i < tuple.elements().size(); i++) {
                addFields(name + "." + (i + 1), tuple.elements().get(i).type());
            }
        } else {
            fields.add(new Field(name, type));
        }
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
        List<@Nullable Object> values = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            values.add(value(fields.get(i)));
            separator(i);
        }
        return nested(values);
    }

    /** Takes what stands behind value {@code index}: a comma, or behind the last one the end of the line. */
    private void separator(int index) throws IOException {
        long line = source.line();
        long column = source.column();
        int end = source.read();
        if (end == '\r' && source.peek() == '\n') {
            end = source.read();
        }
        boolean last = index == fields.size() - 1;
        if (last && end == ',') {
            throw new InputException(line, column, "a comma; the row has its " + fields.size() + " values already");
        }
        if (!last && (end < 0 || end == '\n')) {
            throw new InputException(
                    line,
                    column,
                    "the row ends after " + (index + 1) + " values of " + fields.size() + "; next would be "
                            + fields.get(index + 1));
        }
        if (end >= 0 && end != '\n' && end != ',') {
            throw new InputException(line, column, "expected a comma or the end of the line behind a quoted value");
        }
    }

    private @Nullable Object value(Field field) throws IOException {
        long line = source.line();
        long column = source.column();
        text.clear();
        skipBlanks();
        boolean quoted = source.peek() == '"';
        if (quoted) {
            readQuoted();
            skipBlanks();
        } else {
            while (source.peek() >= 0 && ",\r\n".indexOf(source.peek()) < 0) {
                text.add(source.read());
            }
            text.trimBlanks();
        }
        byte[] value = text.array();
        if (!quoted && value.length == 0) {
            return field.ofNothing(line, column);
        }
        boolean isNull = !quoted && value.length == 2 && value[0] == '\\' && value[1] == 'N';
        return field.parse(isNull ? null : value, line, column);
    }

    /** What is around values means nothing. */
    private void skipBlanks() throws IOException {
        while (source.peek() == ' ' || source.peek() == '\t') {
            source.read();
        }
    }

    private void readQuoted() throws IOException {
        long line = source.line();
        long column = source.column();
        source.read();
        while (true) {
            int b = source.read();
            if (b < 0) {
                throw new InputException(line, column, "this quote is never closed");
            }
            if (b == '"') {
                if (source.peek() != '"') {
                    return;
                }
                source.read();
            }
            text.add(b);
        }
    }

    private List<@Nullable Object> nested(List<@Nullable Object> values) {
        if (values.size() == columns.size() && columns.stream().noneMatch(c -> c.type() instanceof TupleType)) {
            return values;
        }
        Iterator<@Nullable Object> rest = values.iterator();
        List<@Nullable Object> row = new ArrayList<>(columns.size());
        columns.forEach(column -> row.add(nested(column.type(), rest)));
        return row;
    }

    private static @Nullable Object nested(ClickHouseType type, Iterator<@Nullable Object> rest) {
        if (!(type instanceof TupleType tuple)) {
            return rest.next();
        }
        List<@Nullable Object> elements = new ArrayList<>();
        tuple.elements().forEach(element -> elements.add(nested(element.type(), rest)));
        return elements;
    }
}
