package io.peristyle.pdfscan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.pdfscan.document.BackendUnavailableException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

class InsertBufferTest {
    private final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final List<String> tokens = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> inserts = new CopyOnWriteArrayList<>();
    private final Queue<CompletableFuture<Boolean>> searches = new ConcurrentLinkedQueue<>();

    @Test
    void sendsTheFirstRowsAtOnceAndWhatComesMeanwhileTogether() {
        InsertBuffer<String> buffer = buffer(10, 100, false);
        CompletableFuture<Void> first = buffer.add(List.of("a"));
        CompletableFuture<Void> second = buffer.add(List.of("b", "c"));
        CompletableFuture<Void> third = buffer.add(List.of("d"));

        assertThat(batches).containsExactly(List.of("a"));
        inserts.get(0).complete(null);
        assertThat(first).isCompleted();
        assertThat(batches.get(1)).containsExactly("b", "c", "d");
        assertThat(second).isNotDone();
        inserts.get(1).complete(null);
        assertThat(second).isCompleted();
        assertThat(third).isCompleted();
    }

    @Test
    void keepsRowsTogetherThatWereAddedTogether() {
        InsertBuffer<String> buffer = buffer(3, 100, false);
        List<CompletableFuture<Void>> added = new ArrayList<>();
        for (List<String> rows :
                List.of(List.of("a"), List.of("b", "c"), List.of("d", "e"), List.of("f", "g", "h", "i"))) {
            added.add(buffer.add(rows));
        }
        for (int i = 0; i < 4; i++) {
            inserts.get(i).complete(null);
        }

        assertThat(batches)
                .containsExactly(List.of("a"), List.of("b", "c"), List.of("d", "e"), List.of("f", "g", "h", "i"));
        assertThat(added).allSatisfy(one -> assertThat(one).isCompleted());
    }

    @Test
    void failsWhatWasInAFailedInsertAndGoesOn() {
        InsertBuffer<String> buffer = buffer(10, 100, false);
        CompletableFuture<Void> first = buffer.add(List.of("a"));
        CompletableFuture<Void> second = buffer.add(List.of("b"));

        inserts.get(0).completeExceptionally(new BackendUnavailableException("down", null, true));
        inserts.get(1).complete(null);

        assertThat(first).isCompletedExceptionally();
        assertThat(second).isCompleted();
    }

    @Test
    void failsWhatWaitsBehindAnInsertThatHasWaitedInVain() {
        InsertBuffer<String> buffer = buffer(1, 100, Duration.ZERO, false);
        CompletableFuture<Void> first = buffer.add(List.of("a"));
        List<CompletableFuture<Void>> behind = List.of(buffer.add(List.of("b")), buffer.add(List.of("c")));

        inserts.get(0).completeExceptionally(new BackendUnavailableException("away", null, false));

        assertThat(first).isCompletedExceptionally();
        assertThat(behind)
                .allSatisfy(added -> assertThat(added)
                        .failsWithin(Duration.ZERO)
                        .withThrowableOfType(ExecutionException.class)
                        .havingCause()
                        .isInstanceOfSatisfying(
                                BackendUnavailableException.class,
                                failure -> assertThat(failure.isNothingStored()).isTrue()));
        assertThat(inserts).hasSize(1);
        CompletableFuture<Void> later = buffer.add(List.of("d"));
        inserts.get(1).complete(null);
        assertThat(later).isCompleted();
    }

    @Test
    void refusesMoreThanMayWait() {
        InsertBuffer<String> buffer = buffer(10, 2, false);
        var unused = List.of(buffer.add(List.of("a")), buffer.add(List.of("b", "c")));

        assertThat(buffer.add(List.of("d")))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackendUnavailableException.class);
    }

    @Test
    void repeatsABatchUnderItsTokenUntilTheStoreIsBack() {
        InsertBuffer<String> buffer = buffer(10, 100, true);
        CompletableFuture<Void> added = buffer.add(List.of("a", "b"));

        inserts.get(0).completeExceptionally(new BackendUnavailableException("down", null, false));
        await().until(() -> inserts.size() == 2);
        inserts.get(1).complete(null);

        assertThat(added).succeedsWithin(Duration.ofSeconds(1));
        assertThat(batches).containsExactly(List.of("a", "b"), List.of("a", "b"));
        assertThat(tokens).hasSize(2).containsOnly(tokens.get(0));
    }

    @Test
    void storesAnewUnderAnotherTokenWhatARepetitionWasSaidToHaveStoredAndDidNot() {
        InsertBuffer<String> buffer = buffer(10, 100, true);
        CompletableFuture<Void> added = buffer.add(List.of("a", "b"));
        searches.add(CompletableFuture.failedFuture(new BackendUnavailableException("down again", null, true)));
        searches.add(CompletableFuture.completedFuture(false));

        inserts.get(0).completeExceptionally(new BackendUnavailableException("killed", null, false));
        await().until(() -> inserts.size() == 2);
        inserts.get(1).complete(null);
        await().until(() -> inserts.size() == 3);
        assertThat(added).isNotDone();
        inserts.get(2).complete(null);

        assertThat(added).succeedsWithin(Duration.ofSeconds(1));
        assertThat(tokens.get(1)).isEqualTo(tokens.get(0));
        assertThat(tokens.get(2)).isNotEqualTo(tokens.get(0));
        assertThat(searches).isEmpty();
    }

    @Test
    void doesNotRepeatWhatTheStoreWillNeverTake() {
        InsertBuffer<String> buffer = buffer(10, 100, true);
        CompletableFuture<Void> added = buffer.add(List.of("a"));

        inserts.get(0).completeExceptionally(new IllegalArgumentException("never"));

        assertThat(added).isCompletedExceptionally();
        assertThat(inserts).hasSize(1);
    }

    @Test
    void closesWhenWhatWaitsIsStored() {
        InsertBuffer<String> buffer = buffer(10, 100, true);
        var unused = List.of(buffer.add(List.of("a")), buffer.add(List.of("b")));
        CompletableFuture<Void> closed = buffer.close();

        assertThat(buffer.add(List.of("c"))).isCompletedExceptionally();
        inserts.get(0).complete(null);
        assertThat(closed).isNotDone();
        inserts.get(1).completeExceptionally(new BackendUnavailableException("down", null, false));
        assertThat(closed).isCompleted();
    }

    private InsertBuffer<String> buffer(int batchRows, int waitingRows, boolean persistent) {
        return buffer(batchRows, waitingRows, Duration.ofHours(1), persistent);
    }

    private InsertBuffer<String> buffer(int batchRows, int waitingRows, Duration patience, boolean persistent) {
        return new InsertBuffer<>(
                new InsertBuffer.Limits(batchRows, waitingRows, Duration.ZERO, patience),
                (rows, token) -> {
                    CompletableFuture<Void> insert = new CompletableFuture<>();
                    batches.add(List.copyOf(rows));
                    tokens.add(token);
                    inserts.add(insert);
                    return insert;
                },
                persistent ? this::searched : null,
                new StoreTrouble("rows", InstantSource.system()));
    }

    private CompletableFuture<Boolean> searched(List<String> rows) {
        CompletableFuture<Boolean> prepared = searches.poll();
        return prepared != null ? prepared : CompletableFuture.completedFuture(true);
    }
}
