package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.error.ClientClosedException;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.query.InsertRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SessionExecutorTest {
    private final FakePool pool = new FakePool(1);
    private final SessionExecutor session =
            new SessionExecutor(pool.pool.acquire(Duration.ofSeconds(1)).join(), pool.settings());
    private final FakeConnection connection = pool.opened.get(0);
    private final int timersAtRest = pool.time.scheduled();
    private final List<String> ended = new ArrayList<>();

    @Test
    void runsStatementsInTheOrderInWhichTheyCame() {
        for (String sql : List.of("1", "2", "3")) {
            query(sql, Deadline.NONE);
        }
        assertThat(connection.statements).containsExactly("1");
        connection.end();
        assertThat(connection.statements).containsExactly("1", "2");
        connection.end();
        connection.end();

        assertThat(connection.statements).containsExactly("1", "2", "3");
        assertThat(ended).containsExactly("1", "2", "3");
        assertThat(pool.pool.stats().inUse()).isEqualTo(1);
    }

    @Test
    void goesOnWithTheNextWhenTheServerRefusesOne() {
        connection.refusal = Failing.server(60);
        Recorder first = query("1", Deadline.NONE);
        assertThat(first.signals).containsExactly("failure", "released");
        connection.refusal = null;
        connection.usable = true;
        query("2", Deadline.NONE);
        connection.end();

        assertThat(ended).containsExactly("1", "2");
    }

    @Test
    void failsAStatementWhoseTimeIsOverWhileItWaits() {
        query("1", Deadline.NONE);
        Recorder waiting = query("2", Deadline.after(Duration.ofSeconds(1), pool.time));
        pool.time.advance(Duration.ofSeconds(1));
        assertThat(waiting.failure).isInstanceOf(OperationTimeoutException.class);
        connection.end();

        assertThat(connection.statements).containsExactly("1");
        assertThat(ended).containsExactly("2", "1");
    }

    @Test
    void leavesNoTimerBehindWhenAStatementIsStartedOrCancelled() {
        query("1", Deadline.NONE);
        query("2", Deadline.after(Duration.ofHours(1), pool.time));
        Exchange third = start("3", new Recorder("3", ended), Deadline.after(Duration.ofHours(1), pool.time));
        third.cancel();
        connection.end();

        assertThat(pool.time.scheduled()).isEqualTo(timersAtRest);
        assertThat(connection.statements).containsExactly("1", "2");
        assertThat(ended).containsExactly("3", "1");
    }

    @Test
    void leavesTheLineWhenItIsCancelled() {
        query("1", Deadline.NONE);
        FakeSource source = new FakeSource();
        Recorder waiting = new Recorder();
        session.insert(new InsertRequest("2", FakeConnection.options()), source, waiting, Deadline.NONE)
                .cancel();
        connection.end();

        assertThat(waiting.signals).containsExactly("released");
        assertThat(source.cancels).isEqualTo(1);
        assertThat(connection.statements).containsExactly("1");
    }

    @Test
    void tellsNothingOfAStatementThatWasCancelledButItsRelease() {
        Recorder recorder = new Recorder();
        Exchange running = start("1", recorder, Deadline.NONE);
        running.cancel();

        assertThat(connection.cancelled).isTrue();
        assertThat(recorder.signals).containsExactly("released");
    }

    @Test
    void endsWhatWasTakenBeforeItCloses() {
        query("1", Deadline.NONE);
        Recorder queued = query("2", Deadline.NONE);
        session.close();
        Recorder late = query("3", Deadline.NONE);
        assertThat(late.failure).isInstanceOf(ClientClosedException.class);
        assertThat(late.signals).containsExactly("failure", "released");
        connection.end();
        assertThat(connection.closed).isFalse();
        connection.end();

        assertThat(queued.signals).containsExactly("end", "released");
        assertThat(connection.closed).isTrue();
        pool.assertAtRest(0);
    }

    @Test
    void endsWhatWasTakenThoughItIsClosedBetweenTwoStatements() {
        query("1", Deadline.NONE);
        query("2", Deadline.NONE);
        Recorder last = query("3", Deadline.NONE);
        behindTheEndOf("2", session::close);
        connection.end();
        assertThat(connection.closed).isFalse();
        connection.end();

        assertThat(last.signals).containsExactly("end", "released");
        assertThat(connection.closed).isTrue();
        pool.assertAtRest(0);
    }

    @Test
    void letsNobodyPassWhoComesBetweenTwoStatements() {
        query("1", Deadline.NONE);
        query("2", Deadline.NONE);
        query("3", Deadline.NONE);
        behindTheEndOf("2", () -> query("4", Deadline.NONE));
        connection.end();
        connection.end();

        assertThat(connection.statements).containsExactly("1", "2", "3", "4");
    }

    @Test
    void runsAllStatementsOfAPlaceBeforeWhatCameBehindIt() {
        query("1", Deadline.NONE);
        Place place = session.place();
        query("4", Deadline.NONE);
        connection.end();
        assertThat(connection.statements).containsExactly("1");
        query("2", place);
        connection.end();
        query("3", place);
        place.end().run();
        assertThat(connection.statements).containsExactly("1", "2", "3");
        connection.end();
        connection.end();

        assertThat(ended).containsExactly("1", "2", "3", "4");
        assertThat(pool.pool.stats().inUse()).isEqualTo(1);
    }

    @Test
    void goesOnWhenAPlaceIsGivenUpUnused() {
        Place place = session.place();
        query("1", Deadline.NONE);
        Place unreached = session.place();
        query("2", Deadline.NONE);
        unreached.end().run();
        place.end().run();
        place.end().run();
        connection.end();

        assertThat(connection.statements).containsExactly("1", "2");
    }

    @Test
    void closesWhenThePlacesThatWereTakenHaveBeenGivenUp() {
        Place place = session.place();
        session.close();
        assertThatThrownBy(session::place).isInstanceOf(ClientClosedException.class);
        assertThat(query("late", Deadline.NONE).failure).isInstanceOf(ClientClosedException.class);
        Recorder taken = query("1", place);
        connection.end();
        assertThat(connection.closed).isFalse();
        place.end().run();

        assertThat(taken.signals).containsExactly("end", "released");
        assertThat(connection.closed).isTrue();
        pool.assertAtRest(0);
    }

    @Test
    void limitsTheWaitOfAStatementForTheTurnOfItsPlace() {
        query("1", Deadline.NONE);
        Place place = session.place();
        Recorder waiting = new Recorder();
        Exchange second = place.statements()
                .query(FakeConnection.request("2"), waiting, Deadline.after(Duration.ofSeconds(1), pool.time));
        pool.time.advance(Duration.ofSeconds(1));
        second.cancel();
        place.end().run();
        connection.end();

        assertThat(waiting.failure).isInstanceOf(OperationTimeoutException.class);
        assertThat(connection.statements).containsExactly("1");
    }

    @Test
    void closesAtOnceWhenNothingRunsAndOnceOnly() {
        session.close();
        session.close();

        assertThat(connection.closed).isTrue();
        pool.assertAtRest(0);
    }

    @Test
    void failsAllThatWaitsWhenTheConnectionIsLost() {
        query("1", Deadline.NONE);
        List<Recorder> waiting = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            waiting.add(query("waiting", Deadline.NONE));
        }
        connection.fail(Failing.afterSending());

        assertThat(waiting)
                .allSatisfy(recorder -> assertThat(recorder.failure)
                        .isInstanceOf(ConnectionException.class)
                        .hasMessageContaining("temporary tables"));
        assertThat(connection.statements).containsExactly("1");
        session.close();
        pool.assertAtRest(0);
    }

    @Test
    void dropsTheRowsOfAnInsertThatIsNotStarted() {
        session.close();
        FakeSource source = new FakeSource();
        session.insert(new InsertRequest("1", FakeConnection.options()), source, new Recorder(), Deadline.NONE);

        assertThat(source.cancels).isEqualTo(1);
    }

    /** Has the server refuse the statement that is started next, and does something before the one after it is started. */
    private void behindTheEndOf(String sql, Runnable action) {
        connection.onStart = () -> {
            connection.onStart = () -> {};
            connection.refuse(Failing.server(60));
            assertThat(ended).endsWith(sql);
            action.run();
        };
    }

    private Recorder query(String sql, Deadline deadline) {
        Recorder recorder = new Recorder(sql, ended);
        start(sql, recorder, deadline);
        return recorder;
    }

    private Recorder query(String sql, Place place) {
        Recorder recorder = new Recorder(sql, ended);
        place.statements().query(FakeConnection.request(sql), recorder, Deadline.NONE);
        return recorder;
    }

    private Exchange start(String sql, Recorder recorder, Deadline deadline) {
        return session.query(FakeConnection.request(sql), recorder, deadline);
    }
}
