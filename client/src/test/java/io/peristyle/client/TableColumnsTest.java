package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.peristyle.cluster.ExecutorSettings;
import io.peristyle.cluster.StatementExecutor;
import io.peristyle.codec.CodecRegistry;
import io.peristyle.column.Block;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import io.peristyle.error.DataException;
import io.peristyle.options.ClientOptions;
import io.peristyle.query.BlockSource;
import io.peristyle.query.InsertRequest;
import io.peristyle.query.Progress;
import io.peristyle.query.QueryRequest;
import io.peristyle.query.Summary;
import io.peristyle.query.TableColumn;
import io.peristyle.record.Mappings;
import io.peristyle.time.Deadline;
import io.peristyle.time.ManualTime;
import io.peristyle.transport.Exchange;
import io.peristyle.transport.ResultSink;
import io.peristyle.type.ClickHouseType;
import io.peristyle.type.OpaqueType;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class TableColumnsTest implements StatementExecutor, Exchange {
    private static final ClientOptions OPTIONS = ClientOptions.parse("clickhouse://scripted:9000");

    private final TableColumns tables = new TableColumns();
    private final List<String> asked = new ArrayList<>();
    private final Engine engine = new Engine(
            this,
            tables,
            Callbacks.on(Runnable::run),
            new Mappings(),
            CodecRegistry::new,
            OPTIONS,
            new ManualTime(),
            new ManualTime(),
            new Background(new BackgroundStatements(OPTIONS, ExecutorSettings.UNOBSERVED), this),
            new InsertsUnderWay());
    private String type = "Int64";
    private boolean answers = true;
    private boolean compact;
    private boolean cancelled;
    private List<String> roles = List.of();
    private Deadline limit = Deadline.NONE;

    @Test
    void remembersWhatTheServerSaid() {
        TableName table = TableName.parse("shop.`my trips`");
        assertThat(tables.known(table)).isNull();
        List<TableColumn> columns = describe(table).join();

        assertThat(columns).containsExactly(new TableColumn("n", ClickHouseType.parse("Int64"), "DEFAULT"));
        assertThat(tables.known(table)).isEqualTo(columns);
        assertThat(asked).containsExactly("DESCRIBE TABLE shop.`my trips`");
    }

    @Test
    void forgetsWhatTurnedOutWrong() {
        TableName table = TableName.parse("t");
        describe(table).join();
        tables.forget(table);

        assertThat(tables.known(table)).isNull();
    }

    @Test
    void keepsTheTablesUsedLastAndNoMoreThan256() {
        TableName first = TableName.parse("t0");
        for (int i = 0; i < 256; i++) {
            describe(TableName.parse("t" + i)).join();
        }
        assertThat(tables.known(first)).isNotNull();
        describe(TableName.parse("t256")).join();

        assertThat(tables.known(first)).isNotNull();
        assertThat(tables.known(TableName.parse("t1"))).isNull();
        assertThat(tables.known(TableName.parse("t2"))).isNotNull();
    }

    @Test
    void remembersNothingThatItDoesNotUnderstand() {
        type = "Array(";
        CompletableFuture<List<TableColumn>> columns = describe(TableName.parse("t"));

        assertThatThrownBy(columns::join).hasMessageContaining("type");
        assertThat(tables.known(TableName.parse("t"))).isNull();
    }

    @Test
    void namesATypeWhoseArgumentsItDoesNotKnow() {
        type = "DateTime64(3, 'UTC', lenient=1)";

        assertThat(describe(TableName.parse("t")).join())
                .containsExactly(new TableColumn("n", new OpaqueType("DateTime64", "3, 'UTC', lenient=1"), "DEFAULT"));
    }

    @Test
    void cancelsTheQuestionWithTheAnswer() {
        answers = false;
        describe(TableName.parse("t")).cancel(false);

        assertThat(cancelled).isTrue();
        assertThat(tables.known(TableName.parse("t"))).isNull();
    }

    @Test
    void asksWithTheRightsOfTheStatementThatNeedsToKnowAndWithinItsTime() {
        StatementOptions options = new StatementOptions();
        options.roles = List.of("loader");
        ManualTime clock = new ManualTime();
        Deadline left = Deadline.after(Duration.ofSeconds(10), clock);
        clock.advance(Duration.ofSeconds(9));
        tables.describe(engine, TableName.parse("t"), options, left).join();

        assertThat(roles).containsExactly("loader");
        assertThat(Duration.ofNanos(limit.remainingNanos())).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void saysWhatToDoWhereTheServerLeavesTheDefaultsOut() {
        compact = true;

        assertThatThrownBy(describe(TableName.parse("t"))::join)
                .hasCauseInstanceOf(DataException.class)
                .hasMessageContaining("describe_compact_output");
    }

    private CompletableFuture<List<TableColumn>> describe(TableName table) {
        return tables.describe(engine, table, new StatementOptions(), Deadline.NONE);
    }

    @Override
    public Exchange query(QueryRequest request, ResultSink sink, Deadline deadline) {
        asked.add(request.sql());
        roles = request.options().roles();
        limit = deadline;
        if (answers) {
            Block block = compact
                    ? new Block(1, List.of("name", "type"), List.of(text("n"), text(type)))
                    : new Block(
                            1,
                            List.of("name", "type", "default_type"),
                            List.of(text("n"), text(type), text("DEFAULT")));
            sink.onBlock(block);
            sink.onEnd(new Summary(
                    "", ScriptedConnection.ENDPOINT, List.of(ScriptedConnection.ENDPOINT), 1, 1, -1, Progress.NONE));
            sink.onReleased();
        }
        return this;
    }

    @Override
    public Exchange insert(InsertRequest request, BlockSource source, ResultSink sink, Deadline deadline) {
        throw new AssertionError(request);
    }

    @Override
    public ZoneId timeZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public void request(long blocks) {}

    @Override
    public void cancel() {
        cancelled = true;
    }

    private static Column text(@Nullable String value) {
        ColumnBuilder builder = new CodecRegistry(ZoneOffset.UTC).builder(ClickHouseType.parse("String"), 1);
        builder.append(value);
        return builder.build();
    }
}
