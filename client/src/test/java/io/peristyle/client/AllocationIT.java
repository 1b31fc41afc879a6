package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.ResourceLeakDetector;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.testkit.OnServer;
import java.lang.management.ManagementFactory;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a small query takes of the heap, summed over the calling thread and all threads of the client. A guard against
 * coarse regressions: the same query takes more in a JVM that ran other tests before (7.6 kB for a record) than alone
 * (5.7 kB), and the bounds are above both.
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
        db.query("INSERT INTO small_queries SELECT number, 'Oslo', number / 2, 7 FROM numbers(1000)")
                .execute()
                .join();
    }

    @AfterEach
    void close() {
        db.query("DROP TABLE small_queries").execute().join();
        db.close();
        ResourceLeakDetector.setLevel(leakDetection);
    }

    @Test
    void aConstantTakesLittle() {
        assertThat(bytesPerQuery(i -> db.query("SELECT 1").rows().join())).isLessThan(5_500);
    }

    @Test
    void aRowByItsKeyTakesLittle() {
        assertThat(bytesPerQuery(i -> db.query(POINT).param("id", i).rows().join()))
                .isLessThan(8_500);
    }

    @Test
    void aRecordByItsKeyTakesLittle() {
        assertThat(bytesPerQuery(
                        i -> db.query(POINT).param("id", i).list(Trip.class).join()))
                .isLessThan(10_000);
    }

    private static long bytesPerQuery(IntConsumer query) {
        run(query, WARM_UP);
        Map<Long, Long> before = allocated();
        run(query, QUERIES);
        long bytes = 0;
        for (Map.Entry<Long, Long> thread : allocated().entrySet()) {
            bytes += thread.getValue() - before.getOrDefault(thread.getKey(), 0L);
        }
        return bytes / QUERIES;
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
