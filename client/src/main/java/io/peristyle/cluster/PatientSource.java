package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.query.BlockSource;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A source as one attempt sees it. While nothing was asked of it, its cancelling is the end of that attempt only, which may
 * be followed by another; who made the attempt cancels the source itself when there is none.
 */
final class PatientSource implements BlockSource {
    private final BlockSource source;
    private volatile boolean asked;

    PatientSource(BlockSource source) {
        this.source = source;
    }

    @Override
    public void accept(Block header) {
        asked = true;
        source.accept(header);
    }

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        return source.next();
    }

    @Override
    public void cancel() {
        if (asked) {
            source.cancel();
        }
    }
}
