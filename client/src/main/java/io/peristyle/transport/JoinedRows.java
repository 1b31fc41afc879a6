package io.peristyle.transport;

import io.peristyle.column.BlockRange;
import java.util.List;

/**
 * The rows of one block on the wire.
 *
 * @param parts one after another, of the same columns, at least one
 * @param rows of all
 * @param bytes about what they take at the server
 */
public record JoinedRows(List<BlockRange> parts, long rows, long bytes) {
    public JoinedRows {
        parts = List.copyOf(parts);
    }

    /** These rows alone. */
    public static JoinedRows of(BlockRange rows) {
        return new JoinedRows(List.of(rows), rows.rows(), WriteUnit.bytesAtServer(rows));
    }

    /** The number of columns. */
    public int columns() {
        return parts.get(0).columns().size();
    }
}
