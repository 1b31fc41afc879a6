package io.peristyle.cluster;

import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.query.BlockSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A source without rows that counts how often it is told that it is not wanted. */
final class FakeSource implements BlockSource {
    final boolean repeatable;
    final @Nullable ZoneId zone;
    /** The zones of the sources whose rows were wanted: of this one, or of those converted from it. */
    final List<ZoneId> acceptedIn;

    int cancels;

    FakeSource() {
        this(false, null);
    }

    FakeSource(boolean repeatable, @Nullable ZoneId zone) {
        this(repeatable, zone, new ArrayList<>());
    }

    private FakeSource(boolean repeatable, @Nullable ZoneId zone, List<ZoneId> acceptedIn) {
        this.repeatable = repeatable;
        this.zone = zone;
        this.acceptedIn = acceptedIn;
    }

    @Override
    public void accept(Block header) {
        if (zone != null) {
            acceptedIn.add(zone);
        }
    }

    @Override
    public CompletionStage<@Nullable BlockRange> next() {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void cancel() {
        cancels++;
    }

    @Override
    public @Nullable BlockSource again() {
        return repeatable ? this : null;
    }

    @Override
    public @Nullable ZoneId zone() {
        return zone;
    }

    @Override
    public CompletionStage<BlockSource> inZone(ZoneId other) {
        return CompletableFuture.completedFuture(new FakeSource(repeatable, other, acceptedIn));
    }
}
