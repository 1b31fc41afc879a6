package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.error.DataException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.Mappings;
import io.peristyle.type.ClickHouseType;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ListedRowsTest {
    private static final List<TableColumn> COLUMNS =
            List.of(column("id", "UInt16"), column("name", "String"), column("ts", "DateTime"));

    private final ExecutorService other = Executors.newSingleThreadExecutor();

    record Event(int id, String name, Instant ts) {}

    /** Its values are there when two threads have asked for some. */
    record Meeting(int id) {
        private static CountDownLatch both = new CountDownLatch(0);
        private static final Set<Thread> CAME = ConcurrentHashMap.newKeySet();

        @Override
        public int id() {
            if (CAME.add(Thread.currentThread())) {
                both.countDown();
            }
            try {
                both.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return id;
        }
    }

    /** Empties a list when it is read. */
    record Clearing(int id, List<Clearing> cleared) {
        @Override
        public int id() {
            cleared.clear();
            return id;
        }
    }

    record Counting(String name) {
        private static final AtomicInteger asked = new AtomicInteger();

        @Override
        public String name() {
            asked.incrementAndGet();
            return name;
        }
    }

    static final class Bean {
        private int id;

        public int getId() {
            return id;
        }

        public void setId(int id) {
            this.id = id;
        }
    }

    @AfterEach
    void close() {
        other.shutdownNow();
    }

    @Test
    void rowsAreTheSameOnTwoThreadsAsOnOne() {
        // More text in some rows than in others, so that blocks end at either limit, and some texts of several bytes a
        // character.
        List<Event> events = events(20_000);
        for (InsertOptions limits : List.of(
                new InsertOptions(1_000, 1 << 30),
                new InsertOptions(1_000, 20_000),
                new InsertOptions(100_000, 5_000))) {
            assertThat(read(blocks(events, limits, other))).isEqualTo(events);
            assertThat(read(blocks(new ArrayDeque<>(events), limits, other))).isEqualTo(events);
        }
    }

    @Test
    void aBlockEndsWithTheRowThatReachesEitherLimit() {
        InsertOptions limits = new InsertOptions(1_000, 20_000);
        for (Collection<Event> events : List.of(events(20_000), new ArrayDeque<>(events(20_000)))) {
            for (Block block : blocks(events, limits, other)) {
                assertThat(block.rows()).isLessThanOrEqualTo(1_000);
                assertThat(bytes(block, block.rows() - 1)).isLessThan(20_000);
            }
        }
        assertThat(blocks(events(20_000), limits, other)).hasSizeGreaterThan(20);
    }

    @Test
    void theFirstRowThatDoesNotFitIsNamedByItsPlaceAmongAll() {
        List<Event> events = new ArrayList<>(events(10_000));
        events.set(7_123, new Event(-1, "a", Instant.EPOCH));
        events.set(9_999, new Event(-2, "a", Instant.EPOCH));

        for (int run = 0; run < 20; run++) {
            assertThatThrownBy(() -> blocks(events, new InsertOptions(1_000, 1 << 30), other))
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("row 7123, column id of type UInt16");
        }
    }

    @Test
    void theRowsOfEachThreadAreNamedByTheirPlaceAmongAll() {
        Meeting.both = new CountDownLatch(2);
        List<Meeting> meetings =
                new ArrayList<>(IntStream.range(0, 2_000).mapToObj(Meeting::new).toList());
        meetings.set(1_500, new Meeting(70_000));

        assertThatThrownBy(() -> blocks(meetings, COLUMNS.subList(0, 1), new InsertOptions(1_000, 1 << 30), other))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1500, column id");
        assertThat(Meeting.both.getCount()).isZero();
    }

    @Test
    void aNullInALaterPartIsNamedByItsPlaceAmongAll() {
        List<Event> events = new ArrayList<>(events(5_000));
        events.set(4_321, null);

        assertThatThrownBy(() -> blocks(events, new InsertOptions(1_000, 1 << 30), other))
                .isInstanceOf(DataException.class)
                .hasMessage("row 4321 is null");
    }

    @Test
    void aListThatChangesMeanwhileFails() {
        List<Clearing> clearing = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            // The last row of a part, whose values are taken when its rows have been walked through.
            clearing.add(new Clearing(i, i == 1_999 ? clearing : new ArrayList<>()));
        }

        assertThatThrownBy(() -> blocks(clearing, COLUMNS.subList(0, 1), new InsertOptions(1_000, 1 << 30), task -> {}))
                .isInstanceOf(ConcurrentModificationException.class);
    }

    @Test
    void aComponentIsAskedForOnce() {
        Counting.asked.set(0);
        List<Counting> counting = IntStream.range(0, 1_000)
                .mapToObj(i -> new Counting(Integer.toString(i)))
                .toList();

        blocks(counting, COLUMNS.subList(1, 2), new InsertOptions(10_000, 1 << 30), other);

        assertThat(Counting.asked).hasValue(1_000);
    }

    @Test
    void listsOfRecordsThatAnyThreadMayReadAreSharedWithAnotherOne() {
        List<Event> events = events(3_000);
        for (List<Event> list :
                List.of(new ArrayList<>(events), List.copyOf(events), Arrays.asList(events.toArray(new Event[0])))) {
            assertThat(asksForAnotherThread(list, COLUMNS)).isTrue();
        }
    }

    @Test
    void noOtherThreadReadsBeansOrCollectionsOfUnknownKind() {
        List<Event> events = events(3_000);
        List<Event> own = new ArrayList<>(events) {};
        assertThat(asksForAnotherThread(own, COLUMNS)).isFalse();
        assertThat(asksForAnotherThread(new ArrayDeque<>(events), COLUMNS)).isFalse();
        assertThat(asksForAnotherThread(Collections.unmodifiableList(own), COLUMNS))
                .isFalse();
        List<Bean> beans = Stream.generate(Bean::new).limit(3_000).toList();
        assertThat(asksForAnotherThread(beans, COLUMNS.subList(0, 1))).isFalse();
    }

    @Test
    void rowsOfOneBlockAskNobody() {
        assertThat(asksForAnotherThread(events(1_000), COLUMNS)).isFalse();
    }

    private static <T> boolean asksForAnotherThread(Collection<T> objects, List<TableColumn> columns) {
        boolean[] asked = new boolean[1];
        blocks(objects, columns, new InsertOptions(1_000, 1 << 30), task -> asked[0] = true);
        return asked[0];
    }

    private static List<Event> events(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Event(
                        i,
                        (i % 700 == 0 ? "é" : "a").repeat(i % 5_000 < 1_000 ? i % 60 : 1 + i % 7),
                        Instant.ofEpochSecond(i)))
                .toList();
    }

    private static long bytes(Block block, int rows) {
        long bytes = 6L * rows;
        for (int row = 0; row < rows; row++) {
            bytes += 1 + block.column(1).stringValue(row).getBytes(StandardCharsets.UTF_8).length;
        }
        return bytes;
    }

    private static List<Event> read(List<Block> blocks) {
        List<Event> read = new ArrayList<>();
        for (Block block : blocks) {
            for (int row = 0; row < block.rows(); row++) {
                read.add(new Event(
                        (int) block.column(0).longValue(row),
                        block.column(1).stringValue(row),
                        ((ZonedDateTime) Objects.requireNonNull(block.column(2).value(row))).toInstant()));
            }
        }
        return read;
    }

    private static List<Block> blocks(Collection<Event> events, InsertOptions limits, Executor callbacks) {
        return blocks(events, COLUMNS, limits, callbacks);
    }

    @SuppressWarnings("unchecked") // All of the class of the first.
    private static <T> List<Block> blocks(
            Collection<T> objects, List<TableColumn> columns, InsertOptions limits, Executor callbacks) {
        Class<T> type = (Class<T>) objects.iterator().next().getClass();
        ListedRows<T> rows = new ListedRows<>(new Mappings().writing(type), objects, callbacks);
        RowSource source = rows.source(rows.columns(columns, true), new CodecRegistry(ZoneOffset.UTC), limits);
        List<Block> blocks = new ArrayList<>();
        for (BlockRange range = next(source); range != null; range = next(source)) {
            assertThat(range.start(0)).isZero();
            blocks.add(new Block(range.rows(), range.names(), range.columns()));
        }
        return blocks;
    }

    private static @Nullable BlockRange next(RowSource source) {
        return source.next().toCompletableFuture().join();
    }

    private static TableColumn column(String name, String type) {
        return new TableColumn(name, ClickHouseType.parse(type), "");
    }
}
