package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.BlockRange;
import io.peristyle.error.DataException;
import io.peristyle.options.InsertOptions;
import io.peristyle.query.TableColumn;
import io.peristyle.record.Mappings;
import io.peristyle.record.RowWriting;
import io.peristyle.type.ClickHouseType;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class PublishedRowsTest implements Flow.Subscription {
    private static final List<TableColumn> COLUMNS = List.of(new TableColumn("n", ClickHouseType.parse("UInt8"), ""));

    private final AtomicInteger firsts = new AtomicInteger();
    private final AtomicInteger nones = new AtomicInteger();
    private long requested;
    private boolean cancelled;

    record Count(long n) {}

    record Failing(long n) {
        @Override
        public long n() {
            throw new AssertionError("thrown by a test");
        }
    }

    @Test
    void asksForOneElementBeforeTheInsertBegins() {
        PublishedRows<Count> rows = rows();
        assertThat(requested).isEqualTo(1);
        rows.onNext(new Count(1));

        assertThat(firsts).hasValue(1);
        assertThat(requested).isEqualTo(1);
    }

    @Test
    void beginsNothingWithoutElements() {
        PublishedRows<Count> rows = rows();
        rows.onComplete();

        assertThat(firsts).hasValue(0);
        assertThat(nones).hasValue(1);
    }

    @Test
    void asksForNoMoreThanFitsIntoTheBlock() {
        PublishedRows<Count> rows = rows();
        rows.onNext(new Count(1));
        requested = 0;
        RowSource source = source(rows, new InsertOptions(3, Long.MAX_VALUE));
        CompletableFuture<@Nullable BlockRange> block = next(source);

        assertThat(requested).isEqualTo(2);
        rows.onNext(new Count(2));
        assertThat(block).isNotDone();
        rows.onNext(new Count(3));
        assertThat(rowsOf(block)).isEqualTo(3);
        assertThat(requested).isEqualTo(2);
    }

    @Test
    void endsABlockAtItsBytes() {
        PublishedRows<Count> rows = rows();
        rows.onNext(new Count(1));
        CompletableFuture<@Nullable BlockRange> block = next(source(rows, new InsertOptions(1000, 2)));
        rows.onNext(new Count(2));

        assertThat(rowsOf(block)).isEqualTo(2);
    }

    @Test
    void whatARecordFailsWithFailsTheBlockEvenIfItIsAnError() {
        PublishedRows<Failing> rows = new PublishedRows<>(
                Runnable::run, new Mappings().writing(Failing.class), firsts::incrementAndGet, nones::incrementAndGet);
        rows.onSubscribe(this);
        rows.onNext(new Failing(1));
        RowSource source = rows.source(COLUMNS, new CodecRegistry(ZoneOffset.UTC), InsertOptions.DEFAULT);

        assertThat(next(source)).isCompletedExceptionally();
    }

    @Test
    void aPublisherThatCannotBeAskedFailsTheInsert() {
        PublishedRows<Count> rows = new PublishedRows<>(
                Runnable::run, new Mappings().writing(Count.class), firsts::incrementAndGet, nones::incrementAndGet);
        rows.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long n) {
                throw new IllegalStateException("refused by a test");
            }

            @Override
            public void cancel() {}
        });

        assertThat(nones).hasValue(1);
        assertThat(rows.ownFailure()).hasMessage("refused by a test");
    }

    @Test
    void anElementThatNobodyAskedForFailsTheInsertAndIsNotLost() {
        PublishedRows<Count> rows = rows();
        rows.onNext(new Count(1));
        rows.onNext(new Count(2));
        rows.onComplete();

        assertThat(cancelled).isTrue();
        assertThat(rows.ownFailure()).hasMessageContaining("not asked for");
        assertThat(next(source(rows, InsertOptions.DEFAULT))).isCompletedExceptionally();
        assertThat(nones).hasValue(0);
    }

    @Test
    void sendsTheRestAtTheEnd() {
        PublishedRows<Count> rows = rows();
        rows.onNext(new Count(1));
        RowSource source = source(rows, InsertOptions.DEFAULT);
        CompletableFuture<@Nullable BlockRange> last = next(source);
        rows.onComplete();

        assertThat(rowsOf(last)).isEqualTo(1);
        assertThat(next(source)).isCompletedWithValue(null);
    }

    @Test
    void failsWithTheFailureOfThePublisher() {
        PublishedRows<Count> rows = rows();
        rows.onNext(new Count(1));
        CompletableFuture<@Nullable BlockRange> block = next(source(rows, InsertOptions.DEFAULT));
        RuntimeException own = new IllegalStateException("own");
        rows.onError(own);

        assertThat(block).isCompletedExceptionally();
        assertThat(rows.ownFailure()).isSameAs(own);
    }

    @Test
    void failsWithTheRowThatDoesNotFit() {
        PublishedRows<Count> rows = rows();
        rows.onNext(new Count(1));
        CompletableFuture<@Nullable BlockRange> block = next(source(rows, InsertOptions.DEFAULT));
        rows.onNext(new Count(256));

        assertThat(block.handle((range, failure) -> failure).join())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("row 1, column n of type UInt8");
    }

    @Test
    void cancelsThePublisherWhenItsRowsAreNotWanted() {
        PublishedRows<Count> rows = rows();
        rows.onNext(new Count(1));
        CompletableFuture<@Nullable BlockRange> block = next(source(rows, InsertOptions.DEFAULT));
        rows.abandon();
        rows.onNext(new Count(2));

        assertThat(cancelled).isTrue();
        assertThat(block).isNotDone();
    }

    @Test
    void cancelsASecondSubscription() {
        rows().onSubscribe(this);

        assertThat(cancelled).isTrue();
    }

    @Test
    void passesBlocksOnOneByOne() {
        PublishedRows<Block> rows = new PublishedRows<>(Runnable::run, null, () -> {}, () -> {});
        rows.onSubscribe(this);
        rows.onNext(ScriptedConnection.block(0, 5));
        RowSource source = rows.source(List.of(), new CodecRegistry(ZoneOffset.UTC), new InsertOptions(2, 1));
        assertThat(rowsOf(next(source))).isEqualTo(5);
        requested = 0;
        CompletableFuture<@Nullable BlockRange> second = next(source);
        assertThat(requested).isEqualTo(1);
        rows.onNext(new Block(0, List.of(), List.of()));

        assertThat(second.handle((range, failure) -> failure).join())
                .isInstanceOf(DataException.class)
                .hasMessageContaining("the first one [n] of types [Int64]");
    }

    @Override
    public void request(long n) {
        requested += n;
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    private PublishedRows<Count> rows() {
        RowWriting<Count> writing = new Mappings().writing(Count.class);
        PublishedRows<Count> rows =
                new PublishedRows<>(Runnable::run, writing, firsts::incrementAndGet, nones::incrementAndGet);
        rows.onSubscribe(this);
        return rows;
    }

    private static RowSource source(PublishedRows<Count> rows, InsertOptions limits) {
        return rows.source(COLUMNS, new CodecRegistry(ZoneOffset.UTC), limits);
    }

    private static CompletableFuture<@Nullable BlockRange> next(RowSource source) {
        CompletionStage<@Nullable BlockRange> next = source.next();
        return next.toCompletableFuture();
    }

    private static int rowsOf(CompletableFuture<@Nullable BlockRange> block) {
        assertThat(block).isCompleted();
        BlockRange range = block.join();
        assertThat(range).isNotNull();
        return range.rows();
    }
}
