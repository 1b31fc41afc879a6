package io.peristyle.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.Outcome;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.QueryOptions;
import io.peristyle.query.Setting;
import io.peristyle.time.Deadline;
import io.peristyle.type.ClickHouseType;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class InsertRetryTest {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Endpoint OTHER = new Endpoint("other", 9000);
    private static final ZoneId OSLO = ZoneId.of("Europe/Oslo");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final CodecRegistry REGISTRY = new CodecRegistry(ZoneOffset.UTC);
    private static final Setting TOKEN = Setting.of("insert_deduplication_token", "batch-1");
    private static final Setting SYNCHRONOUS = Setting.of("async_insert", 0);

    private final FakePool pool = new FakePool(1);
    private final PooledExecutor executor = new PooledExecutor(pool.pool, pool.settings());
    private final Recorder recorder = new Recorder();

    @Test
    void anInsertRefusedBeforeItsRowsIsRepeated() {
        insert(false, new FakeSource());
        pool.opened.get(0).refuse(Failing.server(242));
        pool.time.advance(LONGEST_PAUSE);

        assertThat(pool.opened.get(0).statements).hasSize(2);
    }

    @Test
    void anInsertWhoseRowsMayHaveLeftIsNotRepeatedWithoutAToken() {
        insert(false, new FakeSource(true, null));
        breakBehindTheRows(0);

        assertThat(pool.opened).hasSize(1);
        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    @Test
    void anInsertWithATokenIsRepeatedOnTheSameServer() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);
        assertThat(pool.opened).hasSize(2);
        pool.opened.get(1).end();

        assertThat(recorder.signals).containsExactly("end", "released");
    }

    @Test
    void whatIsSentAgainIsNotTakenForStoredByAServerThatWasStartedAnew() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);
        FakeConnection again = pool.opened.get(1);
        again.uptimeSeconds = 0;
        again.answer().onProfileEvents(counters("InsertedRows", "DuplicatedInsertedBlocks"));
        again.end();

        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure()).hasMessageContaining("See whether the rows are there");
        pool.assertAtRest(1);
    }

    @Test
    void aServerWhoseConnectionEndedWithTheAnswerIsNotAskedOverAnotherOneThatMayLeadElsewhere() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);
        FakeConnection again = pool.opened.get(1);
        again.usable = false;
        again.answer().onProfileEvents(counters("InsertedRows", "DuplicatedInsertedBlocks"));
        again.end();

        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure()).hasMessageContaining("See whether the rows are there");
        assertThat(pool.opened).hasSize(2);
    }

    @Test
    void whatIsSentAgainIsStoredIfTheServerLeftNothingOut() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);
        FakeConnection again = pool.opened.get(1);
        again.uptimeSeconds = 0;
        again.answer().onProfileEvents(counters("InsertedRows"));
        again.end();

        assertThat(recorder.signals).containsExactly("end", "released");
    }

    @Test
    void aReplicatedTableKnowsItsTokensThoughAServerWasStartedAnew() {
        insert(true, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);
        pool.opened.get(1).uptimeSeconds = 0;
        pool.opened.get(1).end();

        assertThat(recorder.signals).containsExactly("end", "released");
    }

    @Test
    void anInsertWithATokenWaitsForTheServerThatMayHaveItsRows() {
        Endpoint[] both = {FakeConnection.ENDPOINT, OTHER};
        FakePool own = new FakePool(2, both);
        QueryOptions options = new QueryOptions("", List.of(TOKEN, SYNCHRONOUS), List.of(), null, false);
        new PooledExecutor(own.pool, own.settings())
                .insert(new InsertRequest("INSERT", options), new FakeSource(true, null), recorder, Deadline.NONE);
        FakeConnection first = own.opened.get(0);
        BlockSource attempt = first.sources.get(0);
        attempt.accept(Block.EMPTY);
        var unused = attempt.next();
        first.fail(Failing.afterSending());
        own.time.advance(LONGEST_PAUSE);

        assertThat(own.opened.get(1).endpoint).isEqualTo(first.endpoint);
        own.opened.get(1).end();
        assertThat(recorder.signals).containsExactly("end", "released");
    }

    @Test
    void anInsertWithATokenWaitsForItsServerToComeBack() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        pool.refusals = 3;
        breakBehindTheRows(0);
        for (int i = 0; i < 40 && pool.opened.size() < 2; i++) {
            pool.time.advance(Duration.ofMillis(100));
        }
        pool.opened.get(1).end();

        assertThat(pool.refusals).isZero();
        assertThat(recorder.signals).containsExactly("end", "released");
    }

    @Test
    void eachAttemptThatFailedWaitsAnewForItsServerToComeBack() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);
        pool.time.advance(Duration.ofMinutes(1));
        pool.refusals = 3;
        breakBehindTheRows(1);
        for (int i = 0; i < 40 && pool.opened.size() < 3; i++) {
            pool.time.advance(Duration.ofMillis(100));
        }
        pool.opened.get(2).end();

        assertThat(recorder.signals).containsExactly("end", "released");
    }

    @Test
    void theWaitForAServerThatDoesNotComeBackEndsWithTheAcquireTimeout() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        pool.refusals = Integer.MAX_VALUE;
        breakBehindTheRows(0);
        pool.time.advance(Duration.ofMillis(2_500));
        assertThat(recorder.signals).isEmpty();
        for (int i = 0; i < 10; i++) {
            pool.time.advance(Duration.ofMillis(100));
        }

        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure().attempts()).isEqualTo(1);
    }

    @Test
    void aTokenIsOfNoUseForRowsThatAreGone() {
        insert(false, new FakeSource(false, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);

        assertThat(pool.opened).hasSize(1);
    }

    @Test
    void aTokenIsOfNoUseWhereTheServerDoesNotLookAtIt() {
        Setting collected = Setting.of("async_insert", true);
        Setting unchecked = Setting.of("insert_deduplicate", false);
        for (List<Setting> settings :
                List.of(List.of(TOKEN), List.of(TOKEN, collected), List.of(TOKEN, SYNCHRONOUS, unchecked))) {
            QueryOptions options = new QueryOptions("", settings, List.of(), null, false);
            assertThat(Deduplication.isAskedFor(options)).as("%s", settings).isFalse();
        }
    }

    @Test
    void rowsThatMayHaveReachedAServerAreNotSentToAnotherOne() {
        pool.onOpen = connection -> connection.endpoint = pool.opened.size() == 1 ? FakeConnection.ENDPOINT : OTHER;
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);

        assertThat(pool.opened.get(1).statements).isEmpty();
        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure().endpoints()).containsExactly(FakeConnection.ENDPOINT);
        assertThat(failure()).hasMessageContaining("after the request was sent");
        pool.assertAtRest(1);
    }

    @Test
    void rowsThatMayHaveReachedAServerAreNotSentToAnotherOneBehindTheSameAddress() {
        pool.onOpen = connection -> connection.displayName = "server " + pool.opened.size();
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);

        assertThat(pool.opened.get(1).statements).isEmpty();
        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        pool.assertAtRest(1);
    }

    @Test
    void anInsertIntoAReplicatedTableIsRepeatedAnywhere() {
        pool.onOpen = connection -> {
            connection.displayName = "server " + pool.opened.size();
            connection.endpoint = pool.opened.size() == 1 ? FakeConnection.ENDPOINT : OTHER;
        };
        insert(true, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);

        assertThat(pool.opened.get(1).statements).hasSize(1);
    }

    @Test
    void anUnknownOutcomeIsNotForgottenWhenALaterAttemptIsRefused() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);
        pool.opened.get(1).refuse(Failing.server(60));

        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(failure().isRetrySafe()).isFalse();
        assertThat(failure().attempts()).isEqualTo(2);
    }

    @Test
    void aServerThatDoesNotKnowWhatBecameOfTheRowsIsAskedAgain() {
        insert(false, new FakeSource(true, null), TOKEN, SYNCHRONOUS);
        askForRows(0);
        pool.opened.get(0).refuse(Failing.server(319));
        pool.time.advance(LONGEST_PAUSE);

        assertThat(pool.opened.get(0).statements).hasSize(2);
    }

    @Test
    void rowsAreConvertedForTheServerThatTheyGoTo() {
        pool.onOpen = connection -> connection.zone = TOKYO;
        FakeSource source = new FakeSource(true, OSLO);
        insert(false, source);
        askForRows(0);

        assertThat(source.acceptedIn).containsExactly(TOKYO);
    }

    @Test
    void rowsThatMayHaveReachedAServerAreNotSentOtherwiseConverted() {
        pool.onOpen = connection -> connection.zone = pool.opened.size() == 1 ? OSLO : TOKYO;
        insert(false, new FakeSource(true, OSLO), TOKEN, SYNCHRONOUS);
        breakBehindTheRows(0);

        assertThat(pool.opened.get(1).statements).isEmpty();
        assertThat(failure().outcome()).isEqualTo(Outcome.UNKNOWN);
    }

    private void insert(boolean replicated, FakeSource source, Setting... settings) {
        QueryOptions options = new QueryOptions("", List.of(settings), List.of(), null, false);
        executor.insert(new InsertRequest("INSERT", options, replicated, null), source, recorder, Deadline.NONE);
    }

    private static Block counters(String... names) {
        ColumnBuilder column = REGISTRY.builder(ClickHouseType.parse("String"), names.length);
        for (String name : names) {
            column.append(name);
        }
        return new Block(names.length, List.of("name"), List.of(column.build()));
    }

    private void askForRows(int connection) {
        BlockSource attempt = pool.opened.get(connection).sources.get(0);
        attempt.accept(Block.EMPTY);
        var unused = attempt.next();
    }

    private void breakBehindTheRows(int connection) {
        askForRows(connection);
        pool.opened.get(connection).fail(Failing.afterSending());
        pool.time.advance(LONGEST_PAUSE);
    }

    private ClickHouseException failure() {
        return Objects.requireNonNull(recorder.failure);
    }
}
