package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.error.ClickHouseException;
import io.peristyle.error.DataException;
import io.peristyle.error.FailureContext;
import io.peristyle.error.OperationTimeoutException;
import io.peristyle.error.OperationTimeoutException.Phase;
import io.peristyle.error.Outcome;
import io.peristyle.error.ProtocolException;
import io.peristyle.options.RetryOptions;
import io.peristyle.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the pool is told of a server by the end of a statement. */
final class VerdictTest {
    private static final RetryOptions NO_RETRIES =
            new RetryOptions(0, Duration.ofMillis(50), Duration.ofSeconds(2), 10, Set.of());

    @Test
    void connectionsThatBreakAndSilenceAreTheServersFailures() {
        ProtocolException garbage = new ProtocolException("garbage", FailureContext.NOTHING_SENT, null);
        for (ClickHouseException failure :
                List.of(Failing.afterSending(), Failing.beforeSending(), Failing.silence(), garbage)) {
            assertThat(failuresAfter(failure, false)).as("%s", failure).isOne();
        }
    }

    @Test
    void overloadAndRestartAreTheServersFailures() {
        for (int code : new int[] {202, 745, 236, 667}) {
            assertThat(failuresAfter(Failing.server(code), true)).as("%s", code).isOne();
        }
    }

    @Test
    void errorsOfTheStatementAreNot() {
        for (int code : new int[] {60, 62, 241, 252, 394, 210}) {
            assertThat(failuresAfter(Failing.server(code), true)).as("%s", code).isZero();
        }
        assertThat(failuresAfter(new DataException("does not fit"), true)).isZero();
    }

    @Test
    void aTimeThatIsOverIsTheServersFailureIfItDoesNotEvenAnswerTheCancelling() {
        FailureContext reading =
                new FailureContext(Outcome.NOT_EXECUTED, List.of(FakeConnection.ENDPOINT), "q", 1, true, true);
        OperationTimeoutException over = new OperationTimeoutException(Phase.OPERATION, "over", reading, null);

        assertThat(failuresAfter(over, false)).isOne();
        assertThat(failuresAfter(over, true)).isZero();
    }

    @Test
    void aStatementThatWasCancelledSaysNothing() {
        FakePool pool = new FakePool(1);
        new PooledExecutor(pool.pool, pool.settings())
                .query(FakeConnection.request("SELECT 1"), new Recorder(), Deadline.NONE)
                .cancel();

        assertThat(failures(pool)).isZero();
    }

    private static long failuresAfter(ClickHouseException failure, boolean usable) {
        FakePool pool = new FakePool(1);
        new PooledExecutor(pool.pool, pool.settings(NO_RETRIES, ExecutorSettings.UNOBSERVED))
                .query(FakeConnection.request("SELECT 1"), new Recorder(), Deadline.NONE);
        if (usable) {
            pool.opened.get(0).refuse(failure);
        } else {
            pool.opened.get(0).fail(failure);
        }
        return failures(pool);
    }

    private static long failures(FakePool pool) {
        return pool.pool.stats().endpoints().get(0).failures();
    }
}
