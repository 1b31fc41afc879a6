package io.peristyle.client;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.query.BlockSource;
import java.time.ZoneId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of one insert as they are for servers of one time zone; converts them anew for those of another. */
final class ConvertedRows implements BlockSource {
    private final InsertRun run;
    private final @Nullable ZoneId zone;
    private final BlockSource blocks;

    /**
     * @param zone of the server that they were converted for; null if they are the same for every server
     * @param blocks the rows
     */
    ConvertedRows(InsertRun run, @Nullable ZoneId zone, BlockSource blocks) {
        this.run = run;
        this.zone = zone;
        this.blocks = blocks;
    }

    @Override
    public void accept(Block header) {
        blocks.accept(header);
        run.onAccepted();
    }

    @Override
    public long mostRows() {
        return blocks.mostRows();
    }

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        return blocks.next();
    }

    @Override
    public @Nullable BlockRange nextReady(Predicate<BlockRange> fits) {
        return blocks.nextReady(fits);
    }

    @Override
    public void cancel() {
        blocks.cancel();
    }

    @Override
    public @Nullable BlockSource again() {
        BlockSource again = blocks.again();
        return again == null ? null : new ConvertedRows(run, zone, again);
    }

    @Override
    public @Nullable ZoneId zone() {
        return zone;
    }

    @Override
    public CompletionStage<BlockSource> inZone(ZoneId other) {
        return CompletableFuture.supplyAsync(() -> run.convert(other), run.callbacks());
    }
}
