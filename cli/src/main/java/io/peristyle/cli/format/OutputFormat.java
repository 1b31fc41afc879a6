package io.peristyle.cli.format;

import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/** The formats that results can be written in, named as the server names them. */
public enum OutputFormat {
    TAB_SEPARATED("TabSeparated", DelimitedWriter::tabSeparated),
    TAB_SEPARATED_WITH_NAMES_AND_TYPES("TabSeparatedWithNamesAndTypes", DelimitedWriter::tabSeparatedWithNamesAndTypes),
    JSON_EACH_ROW("JSONEachRow", JsonEachRowWriter::new),
    CSV("CSV", DelimitedWriter::csv),
    PRETTY_COMPACT("PrettyCompact", PrettyCompactWriter::new),
    VERTICAL("Vertical", VerticalWriter::new),
    NULL("Null", (out, cells) -> new NullWriter());

    private final String label;

    @SuppressWarnings("ImmutableEnumChecker") // the factories are references to methods
    private final Factory factory;

    OutputFormat(String label, Factory factory) {
        this.label = label;
        this.factory = factory;
    }

    /** The formats' names. */
    public static List<String> names() {
        return Arrays.stream(values()).map(OutputFormat::toString).toList();
    }

    /** A writer of one result to {@code out}. */
    public ResultWriter writer(OutputStream out, TextDialect dialect) {
        return factory.writer(out, new Cells(dialect));
    }

    /** The server's name of the format. */
    @Override
    public String toString() {
        return label;
    }

    private interface Factory {
        ResultWriter writer(OutputStream out, Cells cells);
    }
}
