package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.column.Block;
import io.peristyle.query.Row;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResultSubscriptionTest {
    private final ScriptedConnection connection = new ScriptedConnection();
    private final ScriptedClient client = new ScriptedClient(connection);
    private final Query query = client.db.query("SELECT n FROM t");
    private final Recorder<Row> recorder = new Recorder<>();

    @AfterEach
    void close() {
        client.db.close(java.time.Duration.ZERO).join();
    }

    @Test
    void sendsNothingBeforeTheFirstRequest() {
        query.publisher().subscribe(recorder);
        await().until(() -> recorder.subscription != null);

        assertThat(connection.statements).hasValue(0);
        recorder.request(1);
        await().until(() -> connection.statements.get() == 1);
    }

    @Test
    void sendsNothingForASubscriberWhoGivesUpAtOnce() {
        query.publisher().subscribe(new Recorder<>() {
            @Override
            public void onSubscribe(Flow.Subscription given) {
                given.request(1);
                given.cancel();
            }
        });
        query.publisher().subscribe(recorder);
        recorder.request(1);
        await().until(() -> connection.statements.get() > 0);

        assertThat(connection.statements).hasValue(1);
    }

    @Test
    void asksForNoMoreBlocksThanTheBufferAheadOfTheSubscriber() {
        query.publisher().subscribe(recorder);
        recorder.request(3);
        await().until(() -> connection.demand.get() == 2);
        connection.deliver(ScriptedConnection.block(0, 10));
        connection.deliver(ScriptedConnection.block(10, 10));
        await().until(() -> recorder.items.size() == 3);

        assertThat(connection.demand).hasValue(0);
        recorder.request(7);
        await().until(() -> recorder.items.size() == 10);
        assertThat(connection.demand).hasValue(0);
        recorder.request(1);
        await().until(() -> connection.demand.get() == 0 && recorder.items.size() == 11);
        recorder.request(10);
        await().until(() -> recorder.items.size() == 20 && connection.demand.get() > 0);
        connection.end();
        await().until(() -> recorder.completed);
        assertThat(recorder.items.stream().map(row -> row.longValue(0)))
                .hasSize(20)
                .isSorted();
    }

    @Test
    void completesWithoutDemandBehindTheLastRow() {
        query.publisher().subscribe(recorder);
        recorder.request(1);
        await().until(() -> connection.sink != null);
        connection.deliver(ScriptedConnection.block(0, 1));
        connection.end();

        await().until(() -> recorder.completed);
        assertThat(client.db.stats().inUse()).isZero();
    }

    @Test
    void failsOnARequestThatIsNotPositive() {
        query.publisher().subscribe(recorder);
        recorder.request(0);

        await().until(() -> recorder.failure != null);
        assertThat(recorder.failure).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesASecondSubscriber() {
        Flow.Publisher<Row> publisher = query.publisher();
        publisher.subscribe(recorder);
        Recorder<Row> second = new Recorder<>();
        publisher.subscribe(second);

        await().until(() -> second.failure != null);
        assertThat(second.failure).isInstanceOf(IllegalStateException.class);
        assertThat(recorder.failure).isNull();
    }

    @Test
    void cancelsTheExchangeAndGivesTheConnectionBack() {
        query.publisher().subscribe(recorder);
        recorder.request(1);
        await().until(() -> connection.sink != null);
        recorder.cancel();

        await().until(() -> connection.cancelled);
        await().until(() -> client.db.stats().inUse() == 0);
        assertThat(recorder.failure).isNull();
        assertThat(recorder.completed).isFalse();
    }

    @Test
    void cancelsTheExchangeIfTheSubscriberThrows() {
        RuntimeException own = new RuntimeException("own");
        Recorder<Row> thrower = new Recorder<>() {
            @Override
            public void onNext(Row row) {
                throw own;
            }
        };
        query.publisher().subscribe(thrower);
        thrower.request(1);
        await().until(() -> connection.sink != null);
        connection.deliver(ScriptedConnection.block(0, 1));

        await().until(() -> connection.cancelled);
        assertThat(thrower.failure).isSameAs(own);
    }

    @Test
    void doesNotReadAheadOfASlowConsumerOfBlocks() throws Exception {
        java.util.concurrent.Semaphore turns = new java.util.concurrent.Semaphore(0);
        List<Block> consumed = new CopyOnWriteArrayList<>();
        var future = query.forEachBlock(block -> {
            turns.acquireUninterruptibly();
            consumed.add(block);
        });
        await().until(() -> connection.sink != null && connection.demand.get() == 2);
        connection.deliver(ScriptedConnection.block(0, 1));
        connection.deliver(ScriptedConnection.block(1, 1));

        assertThat(connection.demand).hasValue(0);
        turns.release();
        await().until(() -> connection.demand.get() == 1);
        assertThat(consumed).hasSize(1);
        turns.release();
        await().until(() -> connection.demand.get() == 2);
        connection.end();
        assertThat(future.get().attempts()).isEqualTo(1);
    }

    /** A subscriber that remembers. */
    private static class Recorder<T> implements Flow.Subscriber<T> {
        final List<T> items = new CopyOnWriteArrayList<>();
        volatile Flow.@Nullable Subscription subscription;
        volatile @Nullable Throwable failure;
        volatile boolean completed;

        void request(long n) {
            await().until(() -> subscription != null);
            java.util.Objects.requireNonNull(subscription).request(n);
        }

        void cancel() {
            java.util.Objects.requireNonNull(subscription).cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(T item) {
            items.add(item);
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }
}
