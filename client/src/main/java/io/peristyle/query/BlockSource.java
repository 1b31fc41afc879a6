package io.peristyle.query;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import java.nio.ByteBuffer;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rows of one insert, pulled block by block. Methods are called one after another, on an event loop, and must not
 * block.
 */
public interface BlockSource {
    /**
     * Looks at what the server expects, before anything is sent: a block without rows that has the target columns' names
     * and types.
     *
     * @throws io.peristyle.error.DataException to give up; nothing is inserted then
     */
    void accept(Block header);

    /**
     * How many rows there will be at most, asked before anything is sent; {@link Long#MAX_VALUE} if that is not known.
     */
    default long mostRows() {
        return Long.MAX_VALUE;
    }

    /**
     * The next rows; called again only when the previous stage has completed and the connection takes more.
     *
     * @return completes with null behind the last rows; if it fails, the insert is given up
     */
    CompletionStage<@Nullable BlockRange> next();

    /**
     * Rows behind those that {@link #next()} gave last, which may stand in one block with them: taken at once or not at all.
     *
     * @param fits whether the caller has room for them
     * @return of the same columns; null if the following rows do not fit, are not there yet, or are not known to be
     */
    default @Nullable BlockRange nextReady(Predicate<BlockRange> fits) {
        return null;
    }

    /**
     * The next rows as bytes, for an insert that says in which format they are; else as {@link #next()}, which is not called
     * then. They are not changed before the ones after them are asked for.
     */
    default CompletionStage<@Nullable ByteBuffer> nextBytes() {
        return CompletableFuture.failedFuture(new IllegalStateException("the rows are blocks"));
    }

    /** No more rows are wanted: the insert failed or was cancelled. May come while {@link #next()} is pending. */
    void cancel();

    /**
     * The same blocks from the first one on, however many were asked for already: with equal content in equal order.
     *
     * @return null if the rows are gone once they were asked for
     */
    default @Nullable BlockSource again() {
        return null;
    }

    /** The server's time zone that the rows were converted for; null if they are the same for every server. */
    default @Nullable ZoneId zone() {
        return null;
    }

    /**
     * The same rows for servers of another time zone, of this source of which nothing was asked yet. May be called on any
     * thread.
     *
     * @return fails with {@link io.peristyle.error.DataException} if a value does not fit there
     */
    default CompletionStage<BlockSource> inZone(ZoneId zone) {
        return CompletableFuture.completedFuture(this);
    }
}
