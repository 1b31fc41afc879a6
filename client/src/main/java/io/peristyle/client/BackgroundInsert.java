package io.peristyle.client;

import io.peristyle.error.ClickHouseException;
import io.peristyle.query.Summary;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An insert that nobody need wait for. Made by {@link Insert#inBackground}. Immutable, thread-safe.
 *
 * <p>Each call is one INSERT and returns at once, on whatever thread: it neither blocks nor waits for a connection. So many
 * are sent at once ({@code background_connections}), in the order of the calls; the others wait, within bounds of number
 * ({@code background_inserts}) and bytes ({@code background_insert_bytes}). Their limit in time, {@link Insert#timeout}, begins
 * when they are sent. One that fails has no effect on the others.
 *
 * <p>The futures need not be looked at: a failure is told to the observers as well, by {@link
 * io.peristyle.observe.ClientObserver#onLostInsert}, and logged now and then. What would exceed the bounds fails with an {@link
 * io.peristyle.error.OverloadException} at once; what waits is never given up for it. Cancelling a future takes the insert out
 * of the line, or gives it up as {@link Insert} says.
 *
 * <p>{@link ClickHouse#close} sends what waits within its grace. What is left then fails with a {@link
 * io.peristyle.error.ClientClosedException}.
 */
public final class BackgroundInsert {
    private final Engine engine;
    private final InsertDraft draft;

    BackgroundInsert(Engine engine, InsertDraft draft) {
        this.engine = engine;
        this.draft = draft;
    }

    /**
     * Inserts records or beans as {@link Insert#records}. The collection is copied, but not the objects: beans must not change
     * before the insert has ended.
     */
    public <T> CompletableFuture<Summary> records(Collection<? extends T> objects) {
        List<T> copy = Collections.unmodifiableList(new ArrayList<>(objects));
        MemoryUse memory = new MemoryUse(engine.mappings());
        long bytes = 0;
        try {
            for (T object : copy) {
                bytes += memory.ofRow(object);
            }
        } catch (ClickHouseException unfit) {
            // It is to be told like the failures of those that were begun.
            return submit(copy.size(), 0, insert -> CompletableFuture.failedFuture(unfit));
        }
        return submit(copy.size(), bytes, insert -> insert.records(copy));
    }

    /** Inserts maps as {@link Insert#maps}. They are copied, but not the values in them. */
    public CompletableFuture<Summary> maps(Collection<? extends Map<String, ? extends @Nullable Object>> maps) {
        List<Map<String, ? extends @Nullable Object>> copy = new ArrayList<>(maps.size());
        maps.forEach(map -> copy.add(Collections.unmodifiableMap(new LinkedHashMap<>(map))));
        return submit(copy.size(), new MemoryUse(engine.mappings()).of(copy), insert -> insert.maps(copy));
    }

    /** Inserts lists of values as {@link Insert#rows}. They are copied, but not the values in them. */
    public CompletableFuture<Summary> rows(Collection<? extends List<? extends @Nullable Object>> rows) {
        List<List<? extends @Nullable Object>> copy = new ArrayList<>(rows.size());
        rows.forEach(row -> copy.add(Collections.unmodifiableList(new ArrayList<>(row))));
        return submit(copy.size(), new MemoryUse(engine.mappings()).of(copy), insert -> insert.rows(copy));
    }

    private CompletableFuture<Summary> submit(
            int rows, long bytes, Function<Insert, CompletableFuture<Summary>> start) {
        return engine.runInBackground(new BackgroundTask(
                draft.table.quoted(), rows, bytes, background -> start.apply(new Insert(background, draft))));
    }
}
