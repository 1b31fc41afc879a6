package io.peristyle.cli.input;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads rows one after another from text of one format. Not thread-safe. */
public interface RowReader {
    /** The columns that every row has a value for, in order. */
    List<TargetColumn> columns() throws IOException;

    /**
     * The next row; null behind the last.
     *
     * @throws InputException if the text is malformed or does not fit
     */
    @Nullable
    List<@Nullable Object> next() throws IOException;

    /** How many bytes of the text were taken. */
    long bytesRead();
}
