package io.peristyle.cli.input;

import io.peristyle.cli.Nearest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code JSONEachRow}: an object for each row, one after another or as the elements of one list. The first one's members
 * are the columns of all; the server fills in the defaults of the table's other columns. What a later object leaves out is
 * NULL, where the column takes that and has no other default.
 */
final class JsonEachRowReader implements RowReader {
    private final JsonText text;
    private final Map<String, TargetColumn> known = new HashMap<>();
    private final Map<String, Integer> indices = new HashMap<>();
    private final List<TargetColumn> columns = new ArrayList<>();
    private final List<JsonValue> values = new ArrayList<>();
    private boolean started;
    private boolean list;
    private @Nullable List<@Nullable Object> first;

    JsonEachRowReader(ByteSource source, List<TargetColumn> columns) {
        this.text = new JsonText(source);
        columns.forEach(column -> known.put(column.name(), column));
    }

    @Override
    public List<TargetColumn> columns() throws IOException {
        start();
        return columns;
    }

    @Override
    public long bytesRead() {
        return text.source().bytesRead();
    }

    @Override
    public @Nullable List<@Nullable Object> next() throws IOException {
        start();
        List<@Nullable Object> row = first;
        if (row != null) {
            first = null;
            return row;
        }
        text.takes(',');
        return ends() ? null : read(false);
    }

    private void start() throws IOException {
        if (!started) {
            started = true;
            list = text.takes('[');
            first = ends() ? null : read(true);
        }
    }

    private boolean ends() throws IOException {
        if (list && text.takes(']')) {
            list = false;
        }
        boolean ends = text.peek() < 0;
        if (ends && list) {
            throw text.source().failure("the list is never closed");
        }
        return ends;
    }

    private List<@Nullable Object> read(boolean defining) throws IOException {
        @Nullable Object[] row = new @Nullable Object[known.size()];
        boolean[] given = new boolean[known.size()];
        long line = text.source().line();
        text.expect('{');
        for (boolean more = false; !text.takes('}'); more = true) {
            if (more) {
                text.expect(',');
            }
            int index = index(defining);
            if (given[index]) {
                throw text.source()
                        .failure("one value for " + columns.get(index).name());
            }
            row[index] = values.get(index).read();
            given[index] = true;
        }
        if (columns.isEmpty()) {
            throw new InputException(
                    line, 1, "the first object says which columns the insert has, and this one has no members");
        }
        List<@Nullable Object> ordered = new ArrayList<>(columns.size());
        for (int i = 0; i < columns.size(); i++) {
            if (!given[i]) {
                requireNullable(columns.get(i), line);
            }
            ordered.add(row[i]);
        }
        return ordered;
    }

    private static void requireNullable(TargetColumn column, long line) {
        if (column.hasDefault()) {
            throw new InputException(
                    line,
                    1,
                    "the object has no " + column.name() + ", which the first one has, and the server computes"
                            + " defaults for whole inserts; insert the objects without " + column.name() + " apart");
        }
        if (!ValueParsers.isNullable(column.type())) {
            throw new InputException(line, 1, "the object has no " + column.name() + ", which the first one has");
        }
    }

    private int index(boolean defining) throws IOException {
        text.peek();
        long line = text.source().line();
        long column = text.source().column();
        String name = new String(text.string(), StandardCharsets.UTF_8);
        text.expect(':');
        Integer index = indices.get(name);
        if (index != null) {
            return index;
        }
        TargetColumn target = known.get(name);
        if (target == null) {
            throw new InputException(
                    line, column, "the table has no column " + name + Nearest.hint(name, known.keySet()));
        }
        if (!defining) {
            throw new InputException(line, column, "a value for " + name + ", which the first object has none for");
        }
        indices.put(name, columns.size());
        values.add(new JsonValue(text, name, target.type()));
        columns.add(target);
        return columns.size() - 1;
    }
}
