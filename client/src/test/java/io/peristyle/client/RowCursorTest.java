package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.query.Row;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Dependents of a future run last in, first out: what a test adds comes before what the cursor itself does. */
@SuppressWarnings("FutureReturnValueIgnored") // What dependents do is seen at the cursor.
final class RowCursorTest implements Flow.Subscription {
    private static final Row ROW = new Row(ScriptedConnection.block(0, 1), 0);

    private final RowCursor cursor = new RowCursor(subscriber -> subscriber.onSubscribe(this));
    private boolean cancelled;

    @Test
    void aPullGivenUpWhenItsLastRowArrivesClosesTheCursor() {
        CompletableFuture<List<Row>> pull = cursor.next(1);
        pull.whenComplete((rows, thrown) -> cursor.onNext(ROW));
        pull.completeExceptionally(new TimeoutException());

        assertThat(cancelled).isTrue();
        assertThat(cursor.next(1).handle((rows, thrown) -> thrown).join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Test
    void aPullGivenUpWhenTheResultEndsClosesTheCursor() {
        CompletableFuture<List<Row>> pull = cursor.next(2);
        cursor.onNext(ROW);
        pull.whenComplete((rows, thrown) -> cursor.onComplete());
        pull.cancel(false);

        assertThat(cursor.next(2).handle((rows, thrown) -> thrown).join())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }

    @Override
    public void request(long n) {}

    @Override
    public void cancel() {
        cancelled = true;
    }
}
