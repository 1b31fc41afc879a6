package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.column.Block;
import io.peristyle.column.BytesColumn;
import io.peristyle.column.Column;
import io.peristyle.column.ValueMapping;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.DataException;
import io.peristyle.error.Outcome;
import io.peristyle.options.Compression.Method;
import io.peristyle.testkit.ScriptedServer;
import io.peristyle.type.ClickHouseType;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rows that turn out not to be writable while an insert sends them: a server must not take what it has for all of them. */
final class ScriptedHttpRowsTest {
    private static final int ROWS = 200_000;
    private static final int TEXT = 15;
    private static final String END_OF_BODY = "0\r\n\r\n";

    @ParameterizedTest
    @EnumSource(names = {"NONE", "ZSTD", "GZIP"})
    void theBodyIsLeftOpenIfALaterPieceCannotBeWritten(Method method) {
        try (ScriptedServer server = server();
                ClickHouse db = connect(server, method)) {
            ClickHouseException failure = failureOf(db, ROWS * 3 / 4);

            assertThat(failure).isInstanceOf(DataException.class);
            assertThat(failure.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
            assertThat(bodyOfInsert(server)).isNotEmpty().doesNotContain(END_OF_BODY);
        }
    }

    @Test
    void notEvenTheStatementIsSentIfTheFirstPieceCannotBeWritten() {
        try (ScriptedServer server = server();
                ClickHouse db = connect(server, Method.NONE)) {
            ClickHouseException failure = failureOf(db, 10);

            assertThat(failure).isInstanceOf(DataException.class);
            assertThat(failure.outcome()).isEqualTo(Outcome.NOT_EXECUTED);
            await().until(() -> server.peers().get(0).isOver());
            assertThat(HttpScript.sent(server)).contains("DESCRIBE").doesNotContain("INSERT");
        }
    }

    private static ScriptedServer server() {
        return HttpScript.server("26.7.1.1", HttpScript.chunked("", HttpScript.described("String")), "");
    }

    private static ClickHouse connect(ScriptedServer server, Method method) {
        return ClickHouse.connect(
                "http://" + server.host() + ":" + server.port() + "?max_open_conns=1&retries=0&compress=" + method);
    }

    private static ClickHouseException failureOf(ClickHouse db, int writable) {
        Block block = new Block(ROWS, List.of("n"), List.of(texts(writable)));
        Throwable failure = catchThrowable(db.insert("t").block(block)::join);
        return (ClickHouseException) Objects.requireNonNull(failure.getCause());
    }

    /** What followed the head of the last request, once the client has closed the connection. */
    private static String bodyOfInsert(ScriptedServer server) {
        await().until(() -> server.peers().get(0).isOver());
        String sent = HttpScript.sent(server);
        String insert = sent.substring(sent.lastIndexOf("POST "));
        assertThat(insert).contains("INSERT");
        return insert.substring(insert.indexOf("\r\n\r\n") + 4);
    }

    /** Texts of which some first ones have their bytes. */
    private static Column texts(int writable) {
        int[] ends = new int[ROWS];
        for (int row = 0; row < ROWS; row++) {
            ends[row] = TEXT * (row + 1);
        }
        return new BytesColumn(ClickHouseType.parse("String"), new byte[TEXT * writable], ends, new Unread());
    }

    private record Unread() implements ValueMapping<BytesColumn> {
        @Override
        public Object value(BytesColumn column, int row) {
            throw new AssertionError();
        }

        @Override
        public Column.@Nullable RowReader reader(BytesColumn column, Class<?> target) {
            return null;
        }
    }
}
