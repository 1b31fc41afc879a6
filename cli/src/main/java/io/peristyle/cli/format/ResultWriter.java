package io.peristyle.cli.format;

import io.peristyle.column.Block;
import java.io.IOException;

/**
 * Writes one result in one format: the header first, then blocks in order, then totals and extremes if there are any,
 * then the end. A statement without a result has none of these but the end. Not thread-safe.
 */
public interface ResultWriter {
    /** Takes the names and types of the result: a block without rows. */
    void header(Block header) throws IOException;

    void block(Block block) throws IOException;

    /** Takes the row of {@code WITH TOTALS}. */
    void totals(Block totals) throws IOException;

    /** Takes two rows: the least and the greatest value of each column. */
    void extremes(Block extremes) throws IOException;

    /** Writes what is still held back, and flushes. */
    void end() throws IOException;
}
