package io.peristyle.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.client.ClickHouse;
import io.peristyle.column.Block;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.OverEveryTransport;
import io.peristyle.testkit.Transport;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the user's code runs. */
@OnEveryServer
@OverEveryTransport
final class CallbackIT {
    private static final Set<String> SEEN = ConcurrentHashMap.newKeySet();

    private ClickHouse db;

    /** A row that notes who makes it and who reads it. */
    public record Noted(long number) {
        public Noted {
            note();
        }

        @Override
        public long number() {
            note();
            return number;
        }
    }

    @BeforeEach
    void connect(ClickHouseServer server, Transport transport) {
        SEEN.clear();
        db = ClickHouse.connect(transport.url(server) + "?event_loop_threads=1&max_open_conns=30");
        db.query("DROP TABLE IF EXISTS accept_callbacks").execute().join();
        db.query("CREATE TABLE accept_callbacks (number Int64) ENGINE = Memory")
                .execute()
                .join();
    }

    @AfterEach
    void close() {
        db.query("DROP TABLE accept_callbacks").execute().join();
        ClientResources.awaitRest(db);
        db.close();
    }

    @Test
    void noCodeOfTheUserRunsOnAnEventLoop() {
        CompletableFuture<Void> end = db.query("SELECT toInt64(number) AS number FROM numbers(1000)")
                .onHeader(block -> note())
                .onProgress(progress -> note())
                .list(Noted.class)
                .thenCompose(list -> {
                    note();
                    return db.insert("accept_callbacks").records(list);
                })
                .thenCompose(summary -> {
                    note();
                    return db.insert("accept_callbacks").rows(new NotedRows());
                })
                .thenCompose(summary -> {
                    note();
                    return db.query("SELECT number FROM accept_callbacks").forEachBlock(block -> note());
                })
                .thenCompose(summary -> {
                    note();
                    Noting subscriber = new Noting();
                    db.query("SELECT number FROM numbers(1000)").blocks().subscribe(subscriber);
                    return subscriber.end;
                })
                .thenCompose(nothing -> {
                    note();
                    return db.query("SELECT nothing FROM nowhere").execute().handle((summary, failure) -> {
                        note();
                        return null;
                    });
                });
        end.thenRun(CallbackIT::note).join();

        // A stage that is attached to a future that has completed runs on the thread that attaches it.
        SEEN.remove(Thread.currentThread().getName());
        assertThat(SEEN).isNotEmpty().allMatch(name -> name.startsWith("peristyle-callback-"));
    }

    @Test
    void callbacksThatBlockStallNobodyElse() throws InterruptedException {
        CountDownLatch blocked = new CountDownLatch(10);
        CountDownLatch released = new CountDownLatch(1);
        List<CompletableFuture<?>> blocking = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            blocking.add(db.query("SELECT number FROM numbers(10)").forEachBlock(block -> {
                blocked.countDown();
                awaitDown(released);
            }));
        }
        assertThat(blocked.await(1, TimeUnit.MINUTES)).isTrue();
        for (int i = 0; i < 200; i++) {
            assertThat(db.query("SELECT {i:Int32}")
                            .param("i", i)
                            .value(Integer.class)
                            .orTimeout(1, TimeUnit.MINUTES)
                            .join())
                    .isEqualTo(i);
        }
        assertThat(blocking).noneMatch(CompletableFuture::isDone);

        released.countDown();
        blocking.forEach(CompletableFuture::join);
    }

    private static void note() {
        SEEN.add(Thread.currentThread().getName());
    }

    private static void awaitDown(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Rows that note who asks for them. */
    private static final class NotedRows extends java.util.AbstractCollection<List<Long>> {
        @Override
        public Iterator<List<Long>> iterator() {
            Iterator<List<Long>> rows = List.of(List.of(1L), List.of(2L)).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return rows.hasNext();
                }

                @Override
                public List<Long> next() {
                    note();
                    return rows.next();
                }
            };
        }

        @Override
        public int size() {
            return 2;
        }
    }

    /** A subscriber that notes who signals to it. */
    private static final class Noting implements Flow.Subscriber<Block> {
        private final CompletableFuture<Void> end = new CompletableFuture<>();

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            note();
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Block block) {
            note();
        }

        @Override
        public void onError(Throwable failure) {
            note();
            end.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            note();
            end.complete(null);
        }
    }
}
