package io.peristyle.transport;

import io.peristyle.column.ArrayColumn;
import io.peristyle.column.BlockRange;
import io.peristyle.column.ByteColumn;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.DictionaryColumn;
import io.peristyle.column.FixedBytesColumn;
import io.peristyle.column.FloatColumn;
import io.peristyle.column.IntColumn;
import io.peristyle.column.NullableColumn;
import io.peristyle.column.ShortColumn;
import io.peristyle.column.TupleColumn;
import io.peristyle.query.QueryOptions;
import org.jspecify.annotations.Nullable;

/**
 * How much of an insert a server joins before it writes, as far as the settings that travel with it tell: an insert of less is
 * one write, one of more several. A server whose own profile says otherwise is not known to do so.
 *
 * @param rows it writes as soon as it has so many; 0: this is no reason
 * @param bytes it writes as soon as it has so many in memory; 0: this is no reason
 * @param rowsOfBlock it cuts larger blocks
 */
public record WriteUnit(long rows, long bytes, long rowsOfBlock) {
    private static final long DEFAULT_ROWS = 1_048_449;
    private static final long DEFAULT_BYTES = DEFAULT_ROWS * 256;

    public static WriteUnit of(QueryOptions options) {
        return new WriteUnit(
                number(options.setting("min_insert_block_size_rows"), DEFAULT_ROWS),
                number(options.setting("min_insert_block_size_bytes"), DEFAULT_BYTES),
                number(options.setting("max_insert_block_size"), Long.MAX_VALUE));
    }

    /** Whether an insert of so many blocks, rows and bytes is one write. */
    public boolean takes(long insertedBlocks, long insertedRows, long insertedBytes) {
        if (insertedRows > rowsOfBlock) {
            return false;
        }
        if (insertedBlocks <= 1) {
            return insertedRows < DEFAULT_ROWS && insertedBytes < DEFAULT_BYTES;
        }
        return (rows > 0 || bytes > 0) && (rows == 0 || insertedRows < rows) && (bytes == 0 || insertedBytes < bytes);
    }

    /** About what rows take in a server's memory: rather too much than too little. */
    public static long bytesAtServer(BlockRange range) {
        long bytes = 0;
        for (Column column : range.columns()) {
            bytes += bytes(column) * range.rows() / Math.max(1, column.size());
        }
        return bytes;
    }

    private static long bytes(Column column) {
        if (column instanceof BytesColumn text) {
            int length = text.size() == 0 ? 0 : text.end(text.size() - 1);
            return length + text.size() * (Long.BYTES + 1L);
        }
        if (column instanceof NullableColumn nullable) {
            return nullable.size() + bytes(nullable.values());
        }
        if (column instanceof ArrayColumn array) {
            return (long) Long.BYTES * array.size() + bytes(array.elements());
        }
        if (column instanceof TupleColumn tuple) {
            return tuple.elements().stream().mapToLong(WriteUnit::bytes).sum();
        }
        if (column instanceof DictionaryColumn words) {
            return (long) Long.BYTES * words.size() + bytes(words.dictionary());
        }
        return (long) width(column) * column.size();
    }

    private static int width(Column column) {
        if (column instanceof FixedBytesColumn fixed) {
            return fixed.width();
        }
        if (column instanceof ByteColumn) {
            return Byte.BYTES;
        }
        if (column instanceof ShortColumn) {
            return Short.BYTES;
        }
        return column instanceof IntColumn || column instanceof FloatColumn ? Integer.BYTES : Long.BYTES;
    }

    private static long number(@Nullable String setting, long otherwise) {
        if (setting == null) {
            return otherwise;
        }
        try {
            return Long.parseLong(setting.strip());
        } catch (NumberFormatException e) {
            // Whatever the server makes of it: each block counts as a write of its own.
            return 1;
        }
    }
}
