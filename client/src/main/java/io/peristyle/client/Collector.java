package io.peristyle.client;

import io.peristyle.column.ArrayPool;
import io.peristyle.column.Block;
import io.peristyle.query.Summary;
import org.jspecify.annotations.Nullable;

/** Makes one value of a whole result. Called on the callback executor, one call after another. */
interface Collector<T extends @Nullable Object> {
    /** Where the arrays of the blocks come from; null: new ones. */
    default @Nullable ArrayPool arrays() {
        return null;
    }

    /** Looks at names and types. */
    default void header(Block header) {}

    /** Takes rows; returns whether it wants more. */
    boolean block(Block block);

    /**
     * The value, once all is there.
     *
     * @param summary null if the collector wanted no more
     */
    @Nullable
    T finish(@Nullable Summary summary);

    /** Whether rows are of use before all have come. */
    default boolean streams() {
        return false;
    }
}
