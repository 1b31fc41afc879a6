package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.column.Block;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ClientClosedException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.error.TransientError;
import io.peristyle.observe.ClientObserver;
import io.peristyle.observe.QueryEvent;
import io.peristyle.observe.RetryEvent;
import io.peristyle.options.RetryOptions;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.QueryRequest;
import io.peristyle.time.Deadline;
import io.peristyle.transport.Exchange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class RetryTest {
    /** Numbers of ClickHouse's errors: lost ways, load, memory, replicas that cannot serve, servers that start or stop. */
    private static final Set<Integer> CURED_ELSEWHERE = Set.of(
            32, 95, 96, 198, 209, 210, 279, 297, 1000, 202, 203, 364, 439, 745, 173, 241, 224, 225, 234, 242, 285, 286,
            289, 369, 416, 733, 999, 236, 394, 667, 696);

    /** Locks that others hold, and inserts of which the server does not know what became. */
    private static final Set<Integer> CURED_BY_TIME = Set.of(384, 473, 650, 319);

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Endpoint A = new Endpoint("a", 9000);
    private static final Endpoint B = new Endpoint("b", 9000);

    private final FakePool pool = new FakePool(1);
    private final PooledExecutor executor = new PooledExecutor(pool.pool, pool.settings());
    private final Recorder recorder = new Recorder();

    @Test
    void aReadWhoseConnectionBreaksIsRepeatedAfterAPause() {
        pool.onOpen = connection -> connection.endpoint = pool.opened.size() == 1 ? A : B;
        read();
        pool.opened.get(0).fail(Failing.afterSending());
        pool.time.advance(Duration.ofMillis(49));
        assertThat(pool.opened).hasSize(1);
        pool.time.advance(Duration.ofMillis(101));
        pool.opened.get(1).end();

        assertThat(recorder.signals).containsExactly("end", "released");
        assertThat(recorder.summary).isNotNull();
        assertThat(recorder.summary.endpoints()).containsExactly(A, B);
        assertThat(recorder.summary.attempts()).isEqualTo(2);
        pool.assertAtRest(1);
    }

    @Test
    void aReadIsRepeatedAfterSilence() {
        read();
        pool.opened.get(0).fail(Failing.silence());
        pool.time.advance(LONGEST_PAUSE);

        assertThat(pool.opened).hasSize(2);
    }

    @Test
    void anotherServerIsPreferredWhereItMayHelp() {
        for (ClickHouseException failure :
                List.of(Failing.afterSending(), Failing.beforeSending(), Failing.silence(), Failing.server(202))) {
            FakePool own = new FakePool(2, A, B);
            Recorder sink = new Recorder();
            new PooledExecutor(own.pool, own.settings()).query(FakeConnection.request("SELECT 1"), sink, Deadline.NONE);
            FakeConnection first = own.opened.get(0);
            if (failure instanceof ServerException) {
                first.refuse(failure);
            } else {
                first.fail(failure);
            }
            own.time.advance(LONGEST_PAUSE);
            FakeConnection second = own.opened.get(1);
            second.end();

            assertThat(second.endpoint).as("after %s", failure).isNotEqualTo(first.endpoint);
            assertThat(sink.signals).containsExactly("end", "released");
        }
    }

    @Test
    void namesAndTypesAloneDoNotKeepAReadFromBeingRepeated() {
        read();
        pool.opened.get(0).answer().onHeader(Block.EMPTY);
        pool.opened.get(0).fail(Failing.afterSending());
        pool.time.advance(LONGEST_PAUSE);
        assertThat(recorder.signals).isEmpty();
        pool.opened.get(1).answer().onHeader(Block.EMPTY);
        pool.opened.get(1).answer().onBlock(Block.EMPTY);
        pool.opened.get(1).end();

        assertThat(recorder.signals).containsExactly("header", "block", "end", "released");
    }

    @Test
    void namesAndTypesOfAnEmptyResultAreHandedOutBeforeTheEnd() {
        read();
        pool.opened.get(0).answer().onHeader(Block.EMPTY);
        pool.opened.get(0).end();

        assertThat(recorder.signals).containsExactly("header", "end", "released");
    }

    @Test
    void aReadOfWhichRowsWereHandedOutIsNotRepeated() {
        read();
        pool.opened.get(0).answer().onBlock(Block.EMPTY);
        pool.opened.get(0).fail(Failing.afterSending());
        pool.time.advance(LONGEST_PAUSE);

        assertThat(pool.opened).hasSize(1);
        assertThat(recorder.signals).containsExactly("block", "failure", "released");
    }

    @Test
    void onlyErrorsThatPassAreRepeated() {
        for (int code = 0; code < 1100; code++) {
            FakePool own = new FakePool(1);
            Recorder sink = new Recorder();
            new PooledExecutor(own.pool, own.settings()).query(FakeConnection.request("SELECT 1"), sink, Deadline.NONE);
            own.opened.get(0).refuse(Failing.server(code));
            own.time.advance(LONGEST_PAUSE);

            assertThat(own.opened.get(0).statements)
                    .as("code %s", code)
                    .hasSize(CURED_ELSEWHERE.contains(code) || CURED_BY_TIME.contains(code) ? 2 : 1);
        }
    }

    @Test
    void anotherServerIsAskedWhereItMayHelp() {
        for (int code = 0; code < 1100; code++) {
            TransientError kind = TransientError.of(code);
            assertThat(kind != null && kind.isCuredElsewhere())
                    .as("code %s", code)
                    .isEqualTo(CURED_ELSEWHERE.contains(code));
            assertThat(kind != null && !kind.isCuredElsewhere())
                    .as("code %s", code)
                    .isEqualTo(CURED_BY_TIME.contains(code));
        }
    }

    @Test
    void lackOfMemoryIsTriedOnceMoreOnly() {
        read();
        FakeConnection connection = pool.opened.get(0);
        connection.refuse(Failing.server(241));
        pool.time.advance(LONGEST_PAUSE);
        connection.refuse(Failing.server(241));
        pool.time.advance(LONGEST_PAUSE);

        assertThat(connection.statements).hasSize(2);
        assertThat(failure().attempts()).isEqualTo(2);
    }

    @Test
    void aStatementThatMayHaveBeenCarriedOutIsRepeatedOnlyIfItIsDeclaredIdempotent() {
        for (boolean idempotent : new boolean[] {false, true}) {
            FakePool own = new FakePool(1);
            QueryRequest request =
                    new QueryRequest("INSERT INTO t SELECT 1", List.of(), FakeConnection.options(), idempotent);
            new PooledExecutor(own.pool, own.settings()).query(request, new Recorder(), Deadline.NONE);
            own.opened.get(0).fail(Failing.afterSending());
            own.time.advance(LONGEST_PAUSE);

            assertThat(own.opened).hasSize(idempotent ? 2 : 1);
        }
    }

    @Test
    void theLastFailureSaysHowOftenAndWhereAndCarriesTheEarlierOnes() {
        pool.onOpen = connection -> connection.endpoint = pool.opened.size() % 2 == 1 ? A : B;
        read();
        for (int i = 0; i < 3; i++) {
            pool.opened.get(i).fail(Failing.afterSending());
            pool.time.advance(LONGEST_PAUSE);
        }

        assertThat(failure().attempts()).isEqualTo(3);
        assertThat(failure().endpoints()).containsExactly(A, B, A);
        assertThat(failure().getSuppressed()).hasSize(2);
        assertThat(failure()).hasMessageContaining("after 3 attempts, at a:9000, b:9000, a:9000");
    }

    @Test
    void thereIsNoAttemptPastTheDeadline() {
        executor.query(FakeConnection.request("SELECT 1"), recorder, Deadline.after(Duration.ofMillis(50), pool.time));
        pool.opened.get(0).fail(Failing.afterSending());

        assertThat(recorder.signals).containsExactly("failure", "released");
        assertThat(failure().attempts()).isEqualTo(1);
    }

    @Test
    void anOutcomeThatWasUnknownStaysUnknown() {
        QueryRequest request = new QueryRequest("INSERT INTO t SELECT 1", List.of(), FakeConnection.options(), true);
        executor.query(request, recorder, Deadline.NONE);
        pool.opened.get(0).fail(Failing.afterSending());
        pool.time.advance(LONGEST_PAUSE);
        pool.opened.get(1).refuse(Failing.server(62));

        assertThat(failure()).isInstanceOf(ServerException.class);
        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure().isRetrySafe()).isFalse();
    }

    @Test
    void anotherAttemptHasAnIdentifierOfItsOwnWhereTheFirstMayStillRun() {
        QueryOptions options = FakeConnection.options().withQueryId("report");
        executor.query(new QueryRequest("SELECT 1", List.of(), options, true), recorder, Deadline.NONE);
        pool.opened.get(0).refuse(Failing.server(202));
        pool.time.advance(LONGEST_PAUSE);
        pool.opened.get(0).fail(Failing.afterSending());
        pool.time.advance(LONGEST_PAUSE);

        assertThat(pool.opened.get(0).queryIds).containsExactly("report", "report");
        assertThat(pool.opened.get(1).queryIds).containsExactly("report-3");
    }

    @Test
    void retriesOfAllStatementsStayWithinTheirShare() {
        int statements = 1000;
        FakePool own = new FakePool(1);
        PooledExecutor budgeted = new PooledExecutor(own.pool, own.settings());
        ClickHouseException last = null;
        for (int i = 0; i < statements; i++) {
            Recorder sink = new Recorder();
            budgeted.query(FakeConnection.request("SELECT 1"), sink, Deadline.NONE);
            while (sink.failure == null) {
                own.opened.get(0).refuse(Failing.server(202));
                own.time.advance(LONGEST_PAUSE);
            }
            last = sink.failure;
        }

        assertThat(own.opened.get(0).statements).hasSizeBetween(statements + 99, statements + 100);
        assertThat(last).hasMessageContaining("retry_budget");
    }

    @Test
    void attemptsOfWhichNothingWasSentDoNotCount() {
        RetryOptions none = new RetryOptions(2, Duration.ofMillis(50), LONGEST_PAUSE, 0, Set.of());
        PooledExecutor budgeted = new PooledExecutor(pool.pool, pool.settings(none, ExecutorSettings.UNOBSERVED));
        pool.onOpen = connection -> connection.refusal = pool.opened.size() < 3 ? Failing.beforeSending() : null;
        budgeted.query(FakeConnection.request("SELECT 1"), recorder, Deadline.NONE);
        pool.time.advance(LONGEST_PAUSE);
        pool.opened.get(2).fail(Failing.afterSending());

        assertThat(failure().attempts()).isEqualTo(3);
    }

    @Test
    void cancellingEndsThePause() {
        Exchange exchange = executor.query(FakeConnection.request("SELECT 1"), recorder, Deadline.NONE);
        pool.opened.get(0).fail(Failing.afterSending());
        assertThat(recorder.signals).isEmpty();
        int timers = pool.time.scheduled();
        exchange.cancel();
        exchange.cancel();
        assertThat(pool.time.scheduled()).isEqualTo(timers - 1);
        pool.time.advance(LONGEST_PAUSE);

        assertThat(recorder.signals).containsExactly("released");
        assertThat(pool.opened).hasSize(1);
    }

    @Test
    void closingTheClientEndsThePauseWithTheFailureOfTheLastAttempt() {
        read();
        pool.opened.get(0).fail(Failing.afterSending());
        var closed = pool.pool.close(Duration.ZERO);
        executor.close();

        assertThat(closed).isCompleted();
        assertThat(recorder.signals).containsExactly("failure", "released");
        assertThat(failure()).hasMessageContaining("after the request was sent");
        assertThat(failure().getSuppressed()).hasAtLeastOneElementOfType(ClientClosedException.class);
    }

    @Test
    void aStatementWhoseTimeIsOverIsToldSoBeforeItsConnectionIsDrained() {
        read();
        FailureContext context = new FailureContext(Outcome.NOT_EXECUTED, A, "q", 1, true);
        pool.opened.get(0).answer().onFailure(new OperationTimeoutException(Phase.OPERATION, "over", context, null));
        assertThat(recorder.signals).containsExactly("failure");
        pool.opened.get(0).answer().onReleased();

        assertThat(recorder.signals).containsExactly("failure", "released");
        pool.assertAtRest(1);
    }

    @Test
    void theObserverHearsOfStatementsAndRetries() {
        List<String> heard = new ArrayList<>();
        ClientObserver observer = new ClientObserver() {
            @Override
            public void onQuery(QueryEvent event) {
                String end = event instanceof QueryEvent.Ended ended
                        ? ended.summary() != null ? " ended" : ended.failure() != null ? " failed" : " cancelled"
                        : " started";
                heard.add(event.statement().operation() + end);
            }

            @Override
            public void onRetry(RetryEvent event) {
                heard.add("retry " + event.attempt() + " " + event.endpoint());
            }
        };
        PooledExecutor observed = new PooledExecutor(pool.pool, pool.settings(RetryOptions.DEFAULT, observer));
        observed.query(FakeConnection.request("SELECT 1"), recorder, Deadline.NONE);
        pool.opened.get(0).fail(Failing.afterSending());
        pool.time.advance(LONGEST_PAUSE);
        pool.opened.get(1).end();
        observed.query(FakeConnection.request("DROP TABLE t"), new Recorder(), Deadline.NONE);
        pool.opened.get(1).refuse(Failing.server(60));
        observed.query(FakeConnection.request("show tables"), new Recorder(), Deadline.NONE)
                .cancel();

        assertThat(heard)
                .containsExactly(
                        "SELECT started",
                        "retry 1 fake:9000",
                        "SELECT ended",
                        "DROP started",
                        "DROP failed",
                        "SHOW started",
                        "SHOW cancelled");
    }

    private void read() {
        executor.query(FakeConnection.request("SELECT 1"), recorder, Deadline.NONE);
    }

    private ClickHouseException failure() {
        return java.util.Objects.requireNonNull(recorder.failure);
    }
}
