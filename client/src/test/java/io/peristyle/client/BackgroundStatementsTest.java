package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.DataException;
import io.peristyle.error.Outcome;
import io.peristyle.error.OverloadException;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.LostInsertEvent;
import io.peristyle.options.ClientOptions;
import io.peristyle.query.Progress;
import io.peristyle.query.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@SuppressWarnings("FutureReturnValueIgnored") // Nobody has to look at them.
final class BackgroundStatementsTest implements ClientObserver {
    private static final Summary DONE = new Summary("id", new Endpoint("h", 9000), List.of(), 1, 0, 0, Progress.NONE);

    private final List<LostInsertEvent> lost = new ArrayList<>();
    private final List<CompletableFuture<Summary>> started = new ArrayList<>();

    @Override
    public void onLostInsert(LostInsertEvent event) {
        lost.add(event);
    }

    @Test
    void startsInOrderAndNoMoreAtOnceThanHalfOfThePool() {
        BackgroundStatements background = background("max_open_conns=4");
        List<CompletableFuture<Summary>> results =
                List.of(submit(background, 1), submit(background, 1), submit(background, 1));
        assertThat(started).hasSize(2);

        started.get(1).complete(DONE);
        assertThat(started).hasSize(3);
        assertThat(results.get(1)).isCompletedWithValue(DONE);
        assertThat(results.get(0)).isNotDone();
    }

    @Test
    void theNextOneIsOnItsWayWhileSomebodyDoesWhatHeLikesWithTheResult() {
        BackgroundStatements background = background("background_connections=1");
        List<Integer> startedByThen = new ArrayList<>();
        submit(background, 1).thenRun(() -> startedByThen.add(started.size()));
        submit(background, 1);
        started.get(0).complete(DONE);

        assertThat(startedByThen).containsExactly(2);
    }

    @Test
    void startsMoreOrFewerAtOnceWhenThePoolIsResized() {
        BackgroundStatements background = background("max_open_conns=4");
        for (int i = 0; i < 6; i++) {
            submit(background, 1);
        }
        background.resized(7);
        assertThat(started).hasSize(4);

        background.resized(2);
        started.get(0).complete(DONE);
        started.get(1).complete(DONE);
        started.get(2).complete(DONE);
        assertThat(started).as("one of four is left, and one may be").hasSize(4);
        started.get(3).complete(DONE);
        assertThat(started).hasSize(5);
    }

    @Test
    void keepsANumberOfItsOwnWhenThePoolIsResized() {
        BackgroundStatements background = background("max_open_conns=4&background_connections=1");
        submit(background, 1);
        submit(background, 1);
        background.resized(100);
        assertThat(started).hasSize(1);
    }

    @Test
    void aNumberOfItsOwnIsNoMoreThanAPoolThatWasMadeSmaller() {
        BackgroundStatements background = background("max_open_conns=4&background_connections=3");
        background.resized(1);
        submit(background, 1);
        submit(background, 1);

        assertThat(started).hasSize(1);
    }

    @Test
    void aFailureIsToldAndHasNoEffectOnWhatWaits() {
        BackgroundStatements background = background("background_connections=1");
        CompletableFuture<Summary> first = submit(background, 1);
        CompletableFuture<Summary> second = submit(background, 1);
        DataException failure = new DataException("does not fit");
        started.get(0).completeExceptionally(failure);

        assertThat(first).isCompletedExceptionally();
        assertThat(lost).containsExactly(new LostInsertEvent("t", 7, failure));
        started.get(1).complete(DONE);
        assertThat(second).isCompletedWithValue(DONE);
    }

    @Test
    void refusesMoreThanTheNumberAllowedAndTellsOfIt() {
        BackgroundStatements background = background("background_connections=1&background_inserts=2");
        submit(background, 1);
        CompletableFuture<Summary> second = submit(background, 1);

        assertThatThrownBy(() -> submit(background, 1).join())
                .cause()
                .isInstanceOfSatisfying(OverloadException.class, failure -> {
                    assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
                    assertThat(failure.isRetrySafe()).isTrue();
                })
                .hasMessageContaining("2 of 2 inserts");
        assertThat(lost).hasSize(1);
        assertThat(second).isNotDone();

        started.get(0).complete(DONE);
        assertThat(submit(background, 1)).isNotDone();
    }

    @Test
    void refusesMoreThanTheBytesAllowedAndGivesThemBack() {
        BackgroundStatements background = background("background_insert_bytes=100");
        CompletableFuture<Summary> large = submit(background, 60);
        assertThat(submit(background, 41)).isCompletedExceptionally();
        assertThat(submit(background, 40)).isNotDone();
        assertThat(submit(background, Long.MAX_VALUE)).isCompletedExceptionally();

        large.cancel(false);
        assertThat(submit(background, 60)).isNotDone();
        assertThat(lost)
                .hasSize(2)
                .allSatisfy(event -> assertThat(event.failure()).isInstanceOf(OverloadException.class));
    }

    @Test
    void whatIsCancelledIsTakenOutOfTheLineOrGivenUp() {
        BackgroundStatements background = background("background_connections=1");
        CompletableFuture<Summary> underWay = submit(background, 1);
        CompletableFuture<Summary> waiting = submit(background, 1);
        submit(background, 1);

        waiting.cancel(false);
        underWay.cancel(false);
        assertThat(started.get(0)).isCancelled();
        assertThat(started).hasSize(2);
        started.get(1).complete(DONE);
        assertThat(background.drain()).isDone();
        assertThat(lost).isEmpty();
    }

    @Test
    void aStartThatThrowsIsAFailure() {
        BackgroundStatements background = background("background_connections=1");
        CompletableFuture<Summary> thrown = background.submit(task(1), () -> {
            throw new IllegalStateException("thrown by a test");
        });

        assertThat(thrown).isCompletedExceptionally();
        assertThat(lost).hasSize(1);
        assertThat(background.drain()).isDone();
    }

    @Test
    void aLongLineOfWhatEndsAtOnceDoesNotGoDeep() {
        BackgroundStatements background = background("background_connections=1&background_inserts=100000");
        submit(background, 1);
        CompletableFuture<Summary> last = new CompletableFuture<>();
        for (int i = 0; i < 50_000; i++) {
            last = background.submit(task(1), () -> CompletableFuture.completedFuture(DONE));
        }
        started.get(0).complete(DONE);
        assertThat(last).isCompletedWithValue(DONE);
    }

    @Test
    void sendsWhatWaitsBeforeItIsDrainedAndTakesNothingNew() {
        BackgroundStatements background = background("background_connections=1");
        submit(background, 1);
        submit(background, 1);
        CompletableFuture<Void> drained = background.drain();

        assertThatThrownBy(() -> submit(background, 1).join()).hasCauseInstanceOf(ClientClosedException.class);
        started.get(0).complete(DONE);
        assertThat(drained).isNotDone();
        started.get(1).complete(DONE);
        assertThat(drained).isDone();
        assertThat(lost).hasSize(1);
    }

    @Test
    void whatStillWaitsAtTheEndOfTheGraceIsLostAndTold() {
        BackgroundStatements background = background("background_connections=1");
        submit(background, 1);
        CompletableFuture<Summary> waiting = submit(background, 1);
        background.drain();
        background.abandon();

        assertThatThrownBy(waiting::join).hasCauseInstanceOf(ClientClosedException.class);
        assertThat(lost).hasSize(1);
        assertThat(started).hasSize(1);
    }

    private CompletableFuture<Summary> submit(BackgroundStatements background, long bytes) {
        return background.submit(task(bytes), () -> {
            CompletableFuture<Summary> running = new CompletableFuture<>();
            started.add(running);
            return running;
        });
    }

    private static BackgroundTask task(long bytes) {
        return new BackgroundTask("t", 7, bytes, engine -> new CompletableFuture<>());
    }

    private BackgroundStatements background(String options) {
        return new BackgroundStatements(ClientOptions.parse("clickhouse://h?" + options), this);
    }
}
