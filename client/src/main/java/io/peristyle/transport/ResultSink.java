package io.peristyle.transport;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Takes the answer of one exchange. Called on the connection's event loop, one call after another; must not block, and
 * what it throws cancels the exchange.
 *
 * <p>Order: any number of data signals, then {@link #onEnd} or {@link #onFailure} exactly once (neither after {@link
 * Exchange#cancel()}), then {@link #onReleased} exactly once, in every case.
 */
public interface ResultSink {
    /** Names and types of the result: a block without rows. Once, before the first {@link #onBlock}. */
    default void onHeader(Block header) {}

    /** Rows of the result, at least one. Takes one from the {@link Exchange#request demand}. */
    void onBlock(Block block);

    /** Where arrays for {@link #onBlock} come from, and go back when a block is not needed any more; null: new ones. */
    default @Nullable ArrayPool arrays() {
        return null;
    }

    /**
     * A part of an answer in the format that the request names, of at least one byte, cut anywhere. Takes one from the {@link
     * Exchange#request demand}.
     */
    default void onBytes(ByteBuffer bytes) {}

    /** The row of {@code WITH TOTALS}. */
    default void onTotals(Block totals) {}

    /** The two rows of the setting {@code extremes}: minimum, maximum. */
    default void onExtremes(Block extremes) {}

    /** Whether {@link #onProgress} does anything; if not, it is not called. Asked again and again, on the event loop. */
    default boolean wantsProgress() {
        return false;
    }

    /** The sum of all progress so far. */
    default void onProgress(Progress progress) {}

    /** Whether {@link #onLog} does anything; if not, it is not called and the lines are not kept. Asked like the above. */
    default boolean wantsLog() {
        return false;
    }

    /** Whether {@link #onProfileEvents} does anything; like {@link #wantsLog()}. */
    default boolean wantsProfileEvents() {
        return false;
    }

    /** Whether the server may be told not to send them. */
    default boolean sparesProfileEvents() {
        return mayChangeSettings() && !wantsProfileEvents();
    }

    /** Whether the server may be told unasked what spares it work, which takes the right to change a setting. */
    default boolean mayChangeSettings() {
        return true;
    }

    /** Lines of the server's log, as the setting {@code send_logs_level} asks for. */
    default void onLog(Block log) {}

    /** Counters of the server: name, type and value. */
    default void onProfileEvents(Block events) {}

    /** The statement was carried out. */
    void onEnd(Summary summary);

    /** The statement failed; says what may be concluded. */
    void onFailure(ClickHouseException failure);

    /** The connection is done with the exchange: idle again, or closed ({@link Connection#isUsable()} says which). */
    void onReleased();
}
