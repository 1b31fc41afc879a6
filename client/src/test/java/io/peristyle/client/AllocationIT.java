package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.Transport;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a small query, a small insert and a row of a large result take of the heap, summed over the calling thread and all
 * threads of the client. The bounds are a little above what was measured in a JVM of its own and in one that had run other
 * tests.
 */
@OnServer
final class AllocationIT {
    private static final int WARM_UP = 3000;
    private static final int QUERIES = 2000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final String POINT = "SELECT id, city, fare, n FROM small_queries WHERE id = {id:Int64}";

    private final ResourceLeakDetector.Level leakDetection = ResourceLeakDetector.getLevel();
    private ClickHouse db;

    record Trip(long id, String city, double fare, int n) {}

    /** Without the search for leaks, which keeps a stack trace for every touch of a buffer that is made under it. */
    @BeforeEach
    void connect(ClickHouseServer server) {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.DISABLED);
        db = ClickHouse.connect(server.url());
        db.query("CREATE TABLE IF NOT EXISTS small_queries (id Int64, city String, fare Float64, n Int32)"
                        + " ENGINE = MergeTree ORDER BY id")
                .execute()
                .join();
        db.query("CREATE TABLE IF NOT EXISTS nowhere (id Int64, city String, fare Float64, n Int32) ENGINE = Null")
                .execute()
                .join();
        db.query("INSERT INTO small_queries SELECT number, 'Oslo', number / 2, 7 FROM numbers(1000)")
                .execute()
                .join();
    }

    @AfterEach
    void close() {
        db.query("DROP TABLE small_queries").execute().join();
        db.query("DROP TABLE nowhere").execute().join();
        db.close();
        ResourceLeakDetector.setLevel(leakDetection);
    }

    @Test
    void aConstantTakesLittle() {
        assertThat(bytesPerQuery(i -> db.query("SELECT 1").rows().join())).isLessThan(2_500);
    }

    @Test
    void aRowByItsKeyTakesLittle() {
        assertThat(bytesPerQuery(i -> db.query(POINT).param("id", i).rows().join()))
                .isLessThan(3_500);
    }

    @Test
    void aRecordByItsKeyTakesLittle() {
        assertThat(bytesPerQuery(
                        i -> db.query(POINT).param("id", i).list(Trip.class).join()))
                .isLessThan(3_800);
    }

    @Test
    void aStatementThatIsKeptTakesLess() {
        Query kept = db.query(POINT);
        assertThat(bytesPerQuery(i -> kept.param("id", i).list(Trip.class).join()))
                .isLessThan(3_250);
    }

    @Test
    void anInsertOfOneRecordTakesLittle() {
        List<Trip> one = List.of(new Trip(1001, "Oslo", 12.5, 7));
        assertThat(bytesPerQuery(i -> db.insert("nowhere").records(one).join())).isLessThan(9_200);
    }

    @Test
    void aRecordOfALargeInsertTakesLittleMoreThanItsValues() {
        int rows = 500_000;
        List<Trip> trips = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            trips.add(new Trip(i, "Oslo and more", 12.5, 7));
        }
        IntConsumer insert = i -> db.insert("nowhere").records(trips).join();
        run(insert, 10);
        Map<Long, Long> before = allocated();
        run(insert, 10);

        // The values take 8, 13, 8 and 4 bytes, where the text ends 4.
        assertThat(bytesSince(before) / 10 / rows).isLessThan(50);
    }

    @Test
    void aMappedRowTakesLittleMoreThanItsObjects() {
        long rows = 400_000;
        String sql =
                "SELECT number AS id, toString(number) AS city, number / 3 AS fare, toInt32(number) AS n FROM numbers("
                        + rows + ")";
        scan(sql);
        Map<Long, Long> before = allocated();
        scan(sql);

        // Trip 40 bytes, String 48, its share of the columns 36.
        assertThat(bytesSince(before) / rows).isLessThan(150);
    }

    @Test
    void aRowOfALentBlockTakesNothing(ClickHouseServer server) {
        assertThat(bytesPerLentRow(Transport.NATIVE.url(server))).isLessThan(0.1);
        assertThat(bytesPerLentRow(Transport.HTTP.url(server))).isLessThan(0.1);
        try (Session session = db.session().join()) {
            assertThat(bytesPerLentRow(session::query)).isLessThan(0.1);
        }
    }

    private static double bytesPerLentRow(String url) {
        try (ClickHouse lending = ClickHouse.connect(url)) {
            return bytesPerLentRow(lending::query);
        }
    }

    private static double bytesPerLentRow(Function<String, Query> lending) {
        long rows = 100_000_000;
        Query numbers = lending.apply("SELECT number FROM system.numbers_mt LIMIT " + rows);
        LongAdder sum = new LongAdder();
        numbers.forEachLentBlock(block -> sum.add(block.rawLongs(0)[0])).join();
        Map<Long, Long> before = allocated();
        numbers.forEachLentBlock(block -> sum.add(block.rawLongs(0)[0])).join();

        // The arrays of the blocks that are on their way at one time are made once.
        return (double) bytesSince(before) / rows;
    }

    private void scan(String sql) {
        CompletableFuture<Long> count = new CompletableFuture<>();
        db.query(sql).publisher(Trip.class).subscribe(new Flow.Subscriber<>() {
            private long rows;

            @Override
            public void onSubscribe(Flow.Subscription subscription) {
                subscription.request(Long.MAX_VALUE);
            }

            @Override
            public void onNext(Trip trip) {
                rows++;
            }

            @Override
            public void onError(Throwable failure) {
                count.completeExceptionally(failure);
            }

            @Override
            public void onComplete() {
                count.complete(rows);
            }
        });
        count.join();
    }

    private static long bytesPerQuery(IntConsumer query) {
        run(query, WARM_UP);
        Map<Long, Long> before = allocated();
        run(query, QUERIES);
        return bytesSince(before) / QUERIES;
    }

    private static long bytesSince(Map<Long, Long> before) {
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
            bytes += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return bytes;
    }

    private static void run(IntConsumer query, int times) {
        for (int i = 0; i < times; i++) {
            query.accept(i % 1000);
        }
    }

    private static Map<Long, Long> allocated() {
        Map<Long, Long> bytes = new HashMap<>();
        bytes.put(Thread.currentThread().getId(), THREADS.getCurrentThreadAllocatedBytes());
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("peristyle-")) {
                bytes.put(thread.getId(), THREADS.getThreadAllocatedBytes(thread.getId()));
            }
        }
        return bytes;
    }
}
