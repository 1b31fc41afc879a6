package io.peristyle.transport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.github.luben.zstd.Zstd;
import io.peristyle.client.ClickHouse;
import io.peristyle.error.ConnectionException;
import io.peristyle.error.ProtocolException;
import io.peristyle.error.ServerException;
import io.peristyle.testkit.ScriptedServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Answers that are compressed as a whole, and that end otherwise than they should. */
final class ScriptedHttpEncodingTest {
    private static final String MODERN = "26.7.2.1";
    private static final String IS_GZIP = "Content-Encoding: gzip\r\n";

    private static final int WANTED = 5;

    private final List<Integer> seen = new ArrayList<>();

    @Test
    void areReadWhateverTheirPieces() throws IOException {
        String body = gzip(HttpScript.numbers(1, 2) + HttpScript.numbers(3));
        StringBuilder answer = new StringBuilder(HttpScript.begun(IS_GZIP, ""));
        body.chars().forEach(c -> answer.append(HttpScript.chunk(Character.toString(c))));

        assertThat(run("gzip", answer + "0\r\n\r\n")).isNull();
        assertThat(seen).containsExactly(1, 2, 3);
    }

    @Test
    void mayComeAsTheyAreThoughTheyWereAskedToBeCompressed() {
        assertThat(run("gzip", HttpScript.chunked("", HttpScript.numbers(1)))).isNull();
        assertThat(run("zstd", HttpScript.chunked("", HttpScript.numbers(2)))).isNull();
        assertThat(seen).containsExactly(1, 2);
    }

    @Test
    void areFailuresIfTheyEndInTheMiddleOfWhatIsCompressed() throws IOException {
        String whole = gzip(HttpScript.numbers(1, 2, 3));
        for (int missing : new int[] {1, 5, 8, whole.length() - 1}) {
            String part = whole.substring(0, whole.length() - missing);
            assertThat(run("gzip", HttpScript.chunked(IS_GZIP, part)))
                    .as("without its last %s bytes", missing)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("middle of its compressed data");
            assertThat(run("gzip", HttpScript.begun(IS_GZIP, part))).isInstanceOf(ConnectionException.class);
        }
    }

    @Test
    void areFailuresIfTheyWereDamaged() throws IOException {
        String whole = gzip(HttpScript.numbers(1, 2, 3));
        String otherChecksum =
                whole.substring(0, whole.length() - 8) + "\1\2\3\4" + whole.substring(whole.length() - 4);
        assertThat(run("gzip", HttpScript.chunked(IS_GZIP, otherChecksum)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("checksum");
        assertThat(run("gzip", HttpScript.chunked(IS_GZIP, HttpScript.numbers(1))))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("is none");

        String zstd = latin(Zstd.compress(HttpScript.numbers(1, 2, 3).getBytes(ISO_8859_1)));
        assertThat(run("zstd", HttpScript.chunked("Content-Encoding: zstd\r\n", zstd)))
                .isNull();
        assertThat(run("zstd", HttpScript.chunked("Content-Encoding: zstd\r\n", "\0" + zstd)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("ZSTD");
    }

    @Test
    void areRefusedIfTheyAreCompressedOtherwiseThanAsked() throws IOException {
        for (String compression : new String[] {"none", "lz4", "zstd"}) {
            assertThat(run(compression, HttpScript.chunked(IS_GZIP, gzip(HttpScript.numbers(1)))))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("encoded as gzip");
        }
        assertThat(seen).isEmpty();
    }

    @Test
    void mayBeErrorsBehindRows() throws IOException {
        String error = "\r\n__exception__\r\n" + HttpScript.TAG + "\r\nCode: 395. DB::Exception: thrown\n";
        String tagged = IS_GZIP + "X-ClickHouse-Exception-Tag: " + HttpScript.TAG + "\r\n";
        Throwable failure = run("gzip", HttpScript.begun(tagged, gzip(HttpScript.numbers(1) + error)));

        assertThat(failure).isInstanceOf(ServerException.class);
        assertThat(((ServerException) Objects.requireNonNull(failure)).code()).isEqualTo(395);
        assertThat(seen).containsExactly(1);
    }

    @Test
    void areOpenedNoFurtherThanTheyAreWanted() throws Exception {
        int size = 8 << 20;
        String unfoldsToMuch = HttpScript.chunked(IS_GZIP, gzip("\0".repeat(size)));
        List<Integer> pieces = new CopyOnWriteArrayList<>();
        CompletableFuture<Flow.Subscription> subscribed = new CompletableFuture<>();
        CompletableFuture<Void> ended = new CompletableFuture<>();
        try (ScriptedServer server = HttpScript.server(MODERN, unfoldsToMuch);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server).replace("none", "gzip"))) {
            db.query("SELECT blob").format("RawBLOB").bytes().subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscribed.complete(subscription);
                }

                @Override
                public void onNext(ByteBuffer piece) {
                    pieces.add(piece.remaining());
                    if (pieces.size() < WANTED) {
                        subscribed.join().request(1);
                    }
                }

                @Override
                public void onError(Throwable failure) {
                    ended.completeExceptionally(failure);
                }

                @Override
                public void onComplete() {
                    ended.complete(null);
                }
            });
            subscribed.join().request(1);
            await().until(() -> pieces.size() == WANTED);
            assertThat(pieces).allMatch(bytes -> bytes <= 64 << 10);
            assertThat(ended).isNotDone();

            subscribed.join().request(Long.MAX_VALUE);
            ended.join();
            assertThat(pieces.stream().mapToInt(Integer::intValue).sum()).isEqualTo(size);
        }
    }

    /** What a stream that is answered so fails with; its rows are in {@link #seen}. */
    private @Nullable Throwable run(String compression, String answer) {
        try (ScriptedServer server = HttpScript.server(MODERN, answer);
                ClickHouse db = ClickHouse.connect(HttpScript.url(server).replace("none", compression))) {
            Throwable failure = catchThrowable(() -> db.query("OPTIMIZE TABLE t")
                    .forEachBlock(block -> {
                        for (int row = 0; row < block.rows(); row++) {
                            seen.add((int) block.column(0).longValue(row));
                        }
                    })
                    .join());
            return failure == null ? null : failure.getCause();
        }
    }

    private static String gzip(String body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(body.getBytes(ISO_8859_1));
        }
        return latin(bytes.toByteArray());
    }

    private static String latin(byte[] bytes) {
        return new String(bytes, ISO_8859_1);
    }
}
