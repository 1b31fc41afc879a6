package io.peristyle.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.column.Column;
import io.peristyle.column.ColumnBuilder;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Builders take many values at once as they take them one by one. */
class ManyAtOnceTest {
    private static final int SEEDS = 60;

    @Test
    void textsOfAnyCharactersAndLengthsBecomeTheSameBytes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Random random = new Random(seed);
            int unusual = new int[] {1, 3, 100, 2000}[seed % 4];
            isSame("String", seed, 3000, i -> random.nextInt(unusual) == 0 ? unusualText(random) : ascii(random, 40));
        }
    }

    @Test
    void instantsBecomeTheSameTicks() {
        for (int precision = 0; precision <= 9; precision++) {
            Random random = new Random(precision);
            long tick = Math.round(Math.pow(10, 9 - precision));
            isSame("DateTime64(" + precision + ")", precision, 500, i -> {
                Instant instant = Instant.ofEpochSecond(
                        random.nextLong(-2_208_988_800L, 9_223_372_036L),
                        random.nextLong(1_000_000_000L / tick) * tick);
                return random.nextInt(20) == 0 ? instant.toString() : instant;
            });
        }
        Random random = new Random(1);
        isSame("DateTime", 1, 500, i -> {
            Instant instant = Instant.ofEpochSecond(i % 50 == 0 ? 0xffff_ffffL : random.nextLong(1L << 32));
            return random.nextInt(20) == 0 ? instant.toString() : instant;
        });
    }

    @Test
    void theLastInstantsOfATypeAreTaken() {
        Object[] values = IntStream.range(0, 100)
                .mapToObj(i -> Instant.ofEpochSecond(i == 50 ? -2_208_988_800L : 10_413_791_999L, 999_000_000))
                .toArray();
        isSame("DateTime64(3)", 0, values.length, i -> values[i]);
        isSame("DateTime64(9)", 0, 100, i -> Instant.ofEpochSecond(9_223_372_036L, 854_775_807));
    }

    @Test
    void aValueThatDoesNotFitIsRefusedBehindThoseBeforeIt() {
        List<Object> misfits = List.of("half \uD83D", 17);
        for (int row : new int[] {0, 1, 127, 128, 700, 999}) {
            for (Object misfit : misfits) {
                isRefused("String", row, "a text of ASCII", misfit);
            }
            for (Object misfit : List.of(Instant.ofEpochSecond(-1), Instant.ofEpochSecond(1, 1), Instant.MAX, 17)) {
                isRefused("DateTime", row, Instant.ofEpochSecond(1_700_000_000), misfit);
            }
            for (Object misfit : List.of(Instant.MIN, Instant.ofEpochSecond(1, 1), Instant.MAX, 17)) {
                isRefused("DateTime64(3)", row, Instant.ofEpochSecond(1_700_000_000), misfit);
            }
            isRefused("String", row, "a text of ASCII", null);
            isRefused("DateTime", row, Instant.EPOCH, null);
        }
    }

    /** Two blocks of one builder, each in two halves. */
    private static void isSame(String type, int seed, int count, Function<Integer, Object> value) {
        Object[] values = IntStream.range(0, count).boxed().map(value).toArray();
        ColumnCodec<Column> codec = Codecs.of(type);
        ColumnBuilder atOnce = codec.builder(count / 3);
        ColumnBuilder oneByOne = codec.builder(count / 3);
        for (int block = 0; block < 2; block++) {
            atOnce.appendAll(values, 0, count / 2);
            atOnce.appendAll(values, count / 2, count);
            for (Object each : values) {
                oneByOne.append(each);
            }
            assertThat(atOnce.bytes()).isEqualTo(oneByOne.bytes());
            assertThat(written(codec, atOnce.build()))
                    .as("%s, seed %d, block %d", type, seed, block)
                    .isEqualTo(written(codec, oneByOne.build()));
        }
    }

    private static void isRefused(String type, int row, Object fitting, @Nullable Object misfit) {
        @Nullable Object[] values = new Object[1000];
        Arrays.fill(values, fitting);
        values[row] = misfit;
        ColumnBuilder builder = Codecs.of(type).builder(0);
        Throwable one = catchThrowable(() -> Codecs.of(type).builder(0).append(misfit));
        Throwable many = catchThrowable(() -> builder.appendAll(values, 0, values.length));
        assertThat(many).isInstanceOf(IllegalArgumentException.class).hasMessage(one.getMessage());
        assertThat(builder.size()).isEqualTo(row);
        assertThat(Codecs.valuesOf(builder.build())).hasSize(row);
    }

    private static ByteBuffer written(ColumnCodec<Column> codec, Column column) {
        ByteBuf out = Unpooled.buffer();
        codec.write(out, column, 0, column.size());
        return out.nioBuffer();
    }

    private static Object unusualText(Random random) {
        return switch (random.nextInt(7)) {
            case 0 -> "é" + ascii(random, 30);
            // Low bytes that look like ASCII.
            case 1 -> "\u0141\u0341" + ascii(random, 5);
            case 2 -> ascii(random, 10) + "\uD83D\uDE00";
            case 3 -> ascii(random, 20_000);
            case 4 -> new byte[] {(byte) 0xff, 'a'};
            case 5 -> java.nio.CharBuffer.wrap("built");
            default -> "\u007f\u0080";
        };
    }

    private static String ascii(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append((char) random.nextInt(128));
        }
        return text.toString();
    }
}
