package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.PoolException;
import io.peristyle.query.InsertRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class PooledExecutorTest {
    private static final Duration ACQUIRE_TIMEOUT = Duration.ofSeconds(5);

    private final FakePool pool = new FakePool(1);
    private final PooledExecutor executor = new PooledExecutor(pool.pool, pool.settings());
    private final Recorder recorder = new Recorder();

    @Test
    void givesTheConnectionBackBeforeItTellsOfTheEnd() {
        recorder.onReleased = () -> pool.assertAtRest(1);
        query(recorder);
        assertThat(pool.pool.stats().inUse()).isEqualTo(1);
        pool.opened.get(0).end();

        assertThat(recorder.signals).containsExactly("end", "released");
        assertThat(recorder.summary).isNotNull();
        assertThat(recorder.summary.attempts()).isEqualTo(1);
        pool.assertAtRest(1);
    }

    @Test
    void triesAnotherConnectionAtOnceIfNothingWasSent() {
        pool.onOpen = connection -> connection.refusal = pool.opened.size() == 1 ? Failing.beforeSending() : null;
        Exchange exchange = query(recorder);
        exchange.request(3);
        assertThat(pool.opened).hasSize(2);
        assertThat(pool.opened.get(1).demand).isEqualTo(3);
        pool.opened.get(1).end();

        assertThat(recorder.signals).containsExactly("end", "released");
        assertThat(recorder.summary).isNotNull();
        assertThat(recorder.summary.attempts()).isEqualTo(2);
        pool.assertAtRest(1);
    }

    @Test
    void triesAsOftenAsTheOptionsAllow() {
        pool.onOpen = connection -> connection.refusal = Failing.beforeSending();
        query(recorder);
        assertThat(pool.opened).hasSize(2);
        pool.time.advance(Duration.ofSeconds(10));

        assertThat(pool.opened).hasSize(3);
        assertThat(recorder.signals).containsExactly("failure", "released");
        pool.assertAtRest(0);
    }

    @Test
    void triesNoOtherTimeIfTheRequestMayHaveBeenSent() {
        executor.query(FakeConnection.request("DROP TABLE t"), recorder, Deadline.NONE);
        pool.opened.get(0).fail(Failing.afterSending());

        assertThat(pool.opened).hasSize(1);
        assertThat(recorder.failure).hasMessageContaining("after the request was sent");
        pool.assertAtRest(0);
    }

    @Test
    void triesNoOtherTimeIfTheServerRefusesTheStatement() {
        pool.onOpen = connection -> connection.refusal = Failing.server(60);
        query(recorder);

        assertThat(pool.opened).hasSize(1);
        assertThat(recorder.signals).containsExactly("failure", "released");
        pool.assertAtRest(0);
    }

    @Test
    void triesNoOtherTimeBehindTheDeadline() {
        Deadline deadline = Deadline.after(Duration.ofSeconds(1), pool.time);
        executor.query(FakeConnection.request("SELECT 1"), recorder, deadline);
        pool.time.advance(Duration.ofSeconds(2));
        pool.opened.get(0).fail(Failing.beforeSending());

        assertThat(pool.opened).hasSize(1);
        assertThat(recorder.signals).containsExactly("failure", "released");
    }

    @Test
    void keepsTheRowsForTheNextAttemptAndDropsThemBehindTheLast() {
        pool.onOpen = connection -> connection.refusal = Failing.beforeSending();
        FakeSource source = new FakeSource();
        executor.insert(new InsertRequest("INSERT", FakeConnection.options()), source, recorder, Deadline.NONE);
        assertThat(source.cancels).isZero();
        pool.time.advance(Duration.ofSeconds(10));

        assertThat(pool.opened).hasSize(3);
        assertThat(source.cancels).isEqualTo(1);
    }

    @Test
    void passesOnThatRowsAreNotWantedOnceTheyWereLookedAt() {
        FakeSource source = new FakeSource();
        executor.insert(new InsertRequest("INSERT", FakeConnection.options()), source, recorder, Deadline.NONE);
        var attempt = pool.opened.get(0).sources.get(0);
        attempt.cancel();
        assertThat(source.cancels).isZero();
        attempt.accept(Block.EMPTY);
        attempt.cancel();

        assertThat(source.cancels).isEqualTo(1);
    }

    @Test
    void failsAsThePoolWhenNoConnectionIsToBeHad() {
        query(new Recorder());
        query(recorder);
        pool.time.advance(ACQUIRE_TIMEOUT);

        assertThat(recorder.signals).containsExactly("failure", "released");
        assertThat(recorder.failure).isInstanceOf(PoolException.class);
        pool.opened.get(0).end();
        pool.assertAtRest(1);
    }

    @Test
    void failsAsTheOperationWhenItsOwnTimeIsOver() {
        query(new Recorder());
        executor.query(FakeConnection.request("SELECT 1"), recorder, Deadline.after(Duration.ofSeconds(1), pool.time));
        pool.time.advance(Duration.ofSeconds(1));

        assertThat(recorder.failure).isInstanceOf(OperationTimeoutException.class);
        pool.opened.get(0).end();
        pool.assertAtRest(1);
    }

    @Test
    void leavesTheLineWhenItIsCancelled() {
        query(new Recorder());
        FakeSource source = new FakeSource();
        Exchange waiting =
                executor.insert(new InsertRequest("INSERT", FakeConnection.options()), source, recorder, Deadline.NONE);
        waiting.cancel();

        assertThat(recorder.signals).containsExactly("released");
        assertThat(source.cancels).isEqualTo(1);
        assertThat(pool.pool.stats().pending()).isZero();
        pool.opened.get(0).end();
        pool.assertAtRest(1);
    }

    @Test
    void cancelsOnTheConnectionAndGivesItBack() {
        Exchange exchange = query(recorder);
        exchange.cancel();

        assertThat(pool.opened.get(0).cancelled).isTrue();
        assertThat(recorder.signals).containsExactly("released");
        pool.assertAtRest(1);
    }

    @Test
    void learnsTheZoneOfTheServerAskedLast() {
        assertThat(executor.timeZone()).isEqualTo(ZoneOffset.UTC);
        pool.onOpen = connection -> connection.zone = ZoneId.of("Europe/Oslo");
        query(recorder);

        assertThat(executor.timeZone()).isEqualTo(ZoneId.of("Europe/Oslo"));
    }

    private Exchange query(Recorder sink) {
        return executor.query(FakeConnection.request("SELECT 1"), sink, Deadline.NONE);
    }
}
