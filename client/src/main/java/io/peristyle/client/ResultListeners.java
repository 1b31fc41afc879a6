package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.query.Progress;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Whom the user wants to tell of what comes beside the rows; null: nobody. */
final class ResultListeners {
    @Nullable
    Consumer<? super Block> header;

    @Nullable
    Consumer<? super Progress> progress;

    @Nullable
    Consumer<? super Block> totals;

    @Nullable
    Consumer<? super Block> extremes;

    @Nullable
    Consumer<? super Block> log;

    @Nullable
    Consumer<? super Block> profileEvents;

    ResultListeners copy() {
        ResultListeners copy = new ResultListeners();
        copy.header = header;
        copy.progress = progress;
        copy.totals = totals;
        copy.extremes = extremes;
        copy.log = log;
        copy.profileEvents = profileEvents;
        return copy;
    }
}
