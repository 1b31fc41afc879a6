package io.peristyle.client;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Takes one result. Called on the callback executor, one call after another; what it throws cancels the query. */
interface ResultReceiver {
    /** Whether the first few rows are of no use to it before anything follows them, and it has room for more blocks. */
    default boolean awaitsMore() {
        return false;
    }

    /** Where the arrays of the blocks come from; null: new ones. */
    default @Nullable ArrayPool arrays() {
        return null;
    }

    /** Names and types. */
    void header(Block header);

    /** Rows, at least one. */
    void block(Block block);

    /** A part of a raw result. */
    default void bytes(ByteBuffer bytes) {}

    /** The statement was carried out. Nothing follows. */
    void end(Summary summary);

    /** The statement failed, or a callback threw. Nothing follows. */
    void failure(Throwable failure);
}
