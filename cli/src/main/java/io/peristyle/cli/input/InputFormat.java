package io.peristyle.cli.input;

import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/** The formats that rows can be read from, named as the server names them. */
public enum InputFormat {
    TAB_SEPARATED("TabSeparated", TabSeparatedReader::new),
    JSON_EACH_ROW("JSONEachRow", JsonEachRowReader::new),
    CSV("CSV", CsvReader::new);

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // the factories are references to methods
    private final Factory factory;

    InputFormat(String label, Factory factory) {
        this.label = label;
        this.factory = factory;
    }

    /** The formats' names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(InputFormat::toString).toList();
    }

    /** Reads rows for a table with these columns. */
    public RowReader reader(InputStream in, List<TargetColumn> columns) {
        return factory.reader(new ByteSource(in), columns);
    }

    /** The server's name of the format. */
    @Override
    public String toString() {
        return label;
    }

    private interface Factory {
        RowReader reader(ByteSource source, List<TargetColumn> columns);
    }
}
