package io.peristyle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import io.peristyle.error.ClickHouseException;
import io.peristyle.error.ConfigurationException;
import io.peristyle.error.Outcome;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.OnEveryServer;
import io.peristyle.testkit.Transport;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes in formats of the server's, which the client does not look into. */
@OnEveryServer
final class RawFormatIT {
    private static final String SQL = "SELECT number AS id, toString(number) AS text FROM numbers(200000)";

    private final ClickHouseServer server;
    private final ServerVersion version;

    RawFormatIT(ClickHouseServer server, ServerVersion version) {
        this.server = server;
        this.version = version;
    }

    @BeforeEach
    void createTable() {
        server.http("CREATE TABLE raw_rows (id UInt64, text String DEFAULT 'none') ENGINE = Memory");
    }

    @AfterEach
    void dropTable() {
        server.http("DROP TABLE raw_rows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "zstd", "gzip"})
    void comeAsTheServerWritesThem(String compression) {
        try (ClickHouse db = connect(compression)) {
            Bytes bytes = new Bytes(Long.MAX_VALUE);
            db.query(SQL).format("CSV").bytes().subscribe(bytes);

            assertThat(new String(bytes.all().join(), StandardCharsets.UTF_8))
                    .isEqualTo(server.http(SQL + " FORMAT CSV"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "zstd", "gzip"})
    void goBackAsTheyCame(String compression) {
        try (ClickHouse db = connect(compression)) {
            for (String format : formats()) {
                Bytes bytes = new Bytes(1);
                db.query(SQL).format(format).bytes().subscribe(bytes);
                byte[] whole = bytes.all().join();
                db.insert("raw_rows").format(format).bytes(pieces(whole)).join();

                assertThat(server.http(
                                "SELECT count(), uniqExact(id), sum(id), countIf(text = toString(id)) FROM raw_rows"))
                        .as(format)
                        .isEqualTo("200000\t200000\t19999900000\t200000\n");
                db.query("DROP TABLE raw_rows").execute().join();
                createTable();
            }
        }
    }

    @Test
    void fillTheColumnsThatAreNamed() {
        try (ClickHouse db = connect("lz4")) {
            db.insert("raw_rows")
                    .columns("id")
                    .format("TabSeparated")
                    .bytes(pieces("7\n8\n".getBytes(StandardCharsets.US_ASCII)))
                    .join();

            assertThat(server.http("SELECT * FROM raw_rows ORDER BY id")).isEqualTo("7\tnone\n8\tnone\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "lz4", "zstd", "gzip"})
    void endWithTheServersErrorAndNoByteOfIt(String compression) {
        String sql = "SELECT number, throwIf(number = 150000) FROM numbers(200000)";
        try (ClickHouse db = connect(compression)) {
            Bytes bytes = new Bytes(Long.MAX_VALUE);
            db.query(sql)
                    .setting("max_block_size", 1000)
                    .setting("max_threads", 1)
                    .format("CSV")
                    .bytes()
                    .subscribe(bytes);
            Throwable failure = catchThrowable(() -> bytes.all().join()).getCause();

            assertThat(failure).isInstanceOf(ServerException.class);
            assertThat(((ServerException) failure).code()).isEqualTo(395);
            assertThat("\n" + bytes.text()).doesNotContain("Code", "_").matches("(?s)\\n(\\d+,0\\n)*+");
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
        }
    }

    @Test
    void areHandedOutAsTheyAreAskedFor() {
        try (ClickHouse db = connect("none")) {
            Bytes bytes = new Bytes(3);
            db.query("SELECT number FROM numbers(5000000)")
                    .format("CSV")
                    .bytes()
                    .subscribe(bytes);
            bytes.third().join();
            assertThat(bytes.pieces()).hasSize(3);
            bytes.cancel();
            assertThat(db.query("SELECT 1").value(Integer.class).join()).isEqualTo(1);
            assertThat(bytes.pieces()).hasSize(3);
        }
    }

    @Test
    void thatAreNotInTheirFormatAreAnErrorOfTheServer() {
        try (ClickHouse db = connect("lz4")) {
            Throwable failure = catchThrowable(() -> db.insert("raw_rows")
                    .format("CSV")
                    .bytes(pieces("1,\"a\"\nnot a number,\"b\"\n".getBytes(StandardCharsets.US_ASCII)))
                    .join());

            ServerException error = (ServerException) Objects.requireNonNull(failure.getCause());
            assertThat(error.serverMessage()).contains("Cannot parse");
            assertThat(error.outcome()).isEqualTo(Outcome.POSSIBLY_PARTIAL);
        }
    }

    @Test
    void ofAPublisherThatFailsFailWithItsOwnException() {
        try (ClickHouse db = connect("lz4");
                SubmissionPublisher<ByteBuffer> failing = new SubmissionPublisher<>()) {
            CompletableFuture<?> inserted = db.insert("raw_rows").format("CSV").bytes(failing);
            failing.closeExceptionally(new IllegalStateException("the file is gone"));

            assertThatThrownBy(inserted::join)
                    .hasCauseInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("the file is gone");
            assertThat(server.http("SELECT count() FROM raw_rows")).isEqualTo("0\n");
        }
    }

    @Test
    void areRefusedOverTheNativeProtocol() {
        try (ClickHouse db = ClickHouse.connect(server.url())) {
            Bytes bytes = new Bytes(1);
            db.query(SQL).format("CSV").bytes().subscribe(bytes);

            assertThatThrownBy(() -> bytes.all().join())
                    .hasCauseInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("http://");
            assertThatThrownBy(() -> db.insert("raw_rows")
                            .format("CSV")
                            .bytes(pieces(new byte[1]))
                            .join())
                    .hasCauseInstanceOf(ConfigurationException.class);
        }
    }

    @Test
    void ofAFormatThatTheServerDoesNotKnowAreItsError() {
        try (ClickHouse db = connect("lz4")) {
            Bytes bytes = new Bytes(1);
            db.query(SQL).format("NoSuchFormat").bytes().subscribe(bytes);

            assertThatThrownBy(() -> bytes.all().join())
                    .cause()
                    .isInstanceOf(ServerException.class)
                    .extracting(failure -> ((ClickHouseException) failure).outcome())
                    .isEqualTo(Outcome.NOT_EXECUTED);
            assertThatThrownBy(() -> db.query(SQL).format("CSV; DROP")).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private List<String> formats() {
        return version == ServerVersion.LEGACY
                ? List.of("CSV", "RowBinary", "Native")
                : List.of("CSV", "RowBinary", "Native", "Parquet", "JSONEachRow");
    }

    private ClickHouse connect(String compression) {
        return ClickHouse.connect(Transport.HTTP.url(server) + "?compress=" + compression);
    }

    /** Three buffers: one of more than is sent at once, an empty one, and the rest. */
    private static Flow.Publisher<ByteBuffer> pieces(byte[] whole) {
        int first = Math.min(whole.length, 1_500_000);
        List<ByteBuffer> pieces = List.of(
                ByteBuffer.wrap(whole, 0, first),
                ByteBuffer.allocateDirect(0),
                ByteBuffer.wrap(whole, first, whole.length - first));
        return subscriber -> subscriber.onSubscribe(new Flow.Subscription() {
            private int next;

            @Override
            public void request(long n) {
                for (long i = 0; i < n && next < pieces.size(); i++) {
                    subscriber.onNext(pieces.get(next++));
                    if (next == pieces.size()) {
                        subscriber.onComplete();
                    }
                }
            }

            @Override
            public void cancel() {}
        });
    }

    /** Takes so many pieces; one after another if that is one, and no more if it is a few. */
    private static final class Bytes implements Flow.Subscriber<ByteBuffer> {
        private static final int FEW = 3;

        private final long first;
        private final List<ByteBuffer> pieces = new ArrayList<>();
        private final CompletableFuture<byte[]> all = new CompletableFuture<>();
        private final CompletableFuture<Void> third = new CompletableFuture<>();
        private Flow.@Nullable Subscription subscription;

        Bytes(long first) {
            this.first = first;
        }

        CompletableFuture<byte[]> all() {
            return all;
        }

        CompletableFuture<Void> third() {
            return third;
        }

        synchronized List<ByteBuffer> pieces() {
            return List.copyOf(pieces);
        }

        String text() {
            return new String(joined(), StandardCharsets.UTF_8);
        }

        void cancel() {
            Objects.requireNonNull(subscription).cancel();
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            given.request(first);
        }

        @Override
        public void onNext(ByteBuffer bytes) {
            synchronized (this) {
                pieces.add(bytes);
            }
            if (pieces().size() == FEW) {
                third.complete(null);
            }
            if (first == 1) {
                Objects.requireNonNull(subscription).request(1);
            }
        }

        @Override
        public void onError(Throwable failure) {
            all.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            all.complete(joined());
        }

        private synchronized byte[] joined() {
            ByteArrayOutputStream joined = new ByteArrayOutputStream();
            for (ByteBuffer piece : pieces) {
                byte[] copy = new byte[piece.remaining()];
                piece.duplicate().get(copy);
                joined.writeBytes(copy);
            }
            return joined.toByteArray();
        }
    }
}
