package io.peristyle.transport.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ErrorMarkerTest {
    private static final String TAG = "abcdefghijklmnop";
    private static final String MARK = "\r\n__exception__\r\n" + TAG;

    @Test
    void givesDataUpToTheMarkWhereverBothAreCut() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            String data = data(random);
            boolean marked = random.nextBoolean();
            ErrorMarker marker = new ErrorMarker(TAG);

            String seen = read(marker, data + (marked ? MARK + "\r\nCode: 395." : ""), random);

            assertThat(seen).as("seed %s, round %s", seed, round).isEqualTo(data);
            assertThat(marker.found()).isEqualTo(marked);
        }
    }

    @Test
    void leavesWhatFollowsTheMark() {
        ByteBuf in = bytes("ab" + MARK + "\r\nCode");
        ErrorMarker marker = new ErrorMarker(TAG);

        assertThat(Objects.requireNonNull(marker.next(in)).toString(StandardCharsets.ISO_8859_1))
                .isEqualTo("ab");
        assertThat(marker.next(in)).isNull();
        assertThat(marker.found()).isTrue();
        assertThat(in.toString(StandardCharsets.ISO_8859_1)).isEqualTo("\r\nCode");
    }

    /** Made of pieces of the mark, so that every way of beginning like it comes up. */
    private static String data(Random random) {
        StringBuilder data = new StringBuilder();
        for (int piece = random.nextInt(6); piece > 0; piece--) {
            int from = random.nextInt(MARK.length());
            data.append(MARK, from, from + random.nextInt(MARK.length() - from));
        }
        return data.indexOf(MARK) < 0 ? data.toString() : data(random);
    }

    private static String read(ErrorMarker marker, String text, Random random) {
        StringBuilder seen = new StringBuilder();
        for (int from = 0; from < text.length() && !marker.found(); ) {
            int to = Math.min(text.length(), from + 1 + random.nextInt(20));
            ByteBuf in = bytes(text.substring(from, to));
            for (ByteBuf data = marker.next(in); data != null; data = marker.next(in)) {
                seen.append(data.toString(StandardCharsets.ISO_8859_1));
            }
            from = to;
        }
        ByteBuf rest = marker.found() ? null : marker.rest();
        return rest == null ? seen.toString() : seen + rest.toString(StandardCharsets.ISO_8859_1);
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1);
    }
}
