package io.peristyle.packet;

import static io.peristyle.packet.ServerPackets.NEW;
import static io.peristyle.packet.ServerPackets.OLD;
import static io.peristyle.wire.WireText.buffer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.packet.ServerPackets.Sample;
import io.peristyle.query.Progress;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import io.peristyle.wire.WireText;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerPacketTest {
    @ParameterizedTest
    @MethodSource("io.peristyle.packet.ServerPackets#all")
    void decodesWhatServersWrite(Sample sample) {
        ByteBuf in = Unpooled.wrappedBuffer(sample.bytes(), new byte[] {1});
        assertThat(decode(in, NEW, false)).isEqualTo(sample.packet());
        assertThat(in.readableBytes()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("io.peristyle.packet.ServerPackets#all")
    void everyProperPrefixIsNotYetAPacket(Sample sample) {
        byte[] bytes = sample.bytes();
        for (int end = 0; end < bytes.length; end++) {
            ByteBuf in = Unpooled.wrappedBuffer(bytes, 0, end);
            assertThat(decode(in, NEW, false)).isNull();
            assertThat(in.readerIndex()).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource("io.peristyle.packet.ServerPackets#all")
    void damagedPacketsEndInAValueOrAMalformedDataException(Sample sample) {
        damageAndDecode(sample.bytes(), in -> decode(in, NEW, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {ServerPackets.NEW_HELLO, ServerPackets.OLD_HELLO, ServerPackets.ERROR})
    void everyProperPrefixIsNotYetAnAnswerToHello(String answer) {
        ByteBuf whole = buffer(answer);
        for (int end = 0; end < whole.readableBytes(); end++) {
            ByteBuf in = whole.slice(0, end);
            assertThat(ServerPacket.tryDecodeHandshake(in, NEW)).isNull();
            assertThat(in.readerIndex()).isZero();
        }
        assertThat(ServerPacket.tryDecodeHandshake(whole, NEW)).isNotNull();
        assertThat(whole.isReadable()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {ServerPackets.NEW_HELLO, ServerPackets.OLD_HELLO, ServerPackets.ERROR})
    void damagedAnswersEndInAValueOrAMalformedDataException(String answer) {
        damageAndDecode(WireText.bytes(answer), in -> ServerPacket.tryDecodeHandshake(in, NEW));
    }

    @Test
    void olderServersSendLessProgress() {
        assertThat(decode(buffer("03 01 02 03"), OLD, false)).isEqualTo(new Progress(1, 2, 3, 0, 0, 0));
        assertThat(decode(buffer("03 01 02 03 04 05"), 54_420, false)).isEqualTo(new Progress(1, 2, 3, 4, 5, 0));
        assertThat(decode(buffer("03 01 02 03 04 05 06"), 54_460, false)).isEqualTo(new Progress(1, 2, 3, 4, 5, 6));
    }

    @Test
    void olderServersSendLessProfileInfo() {
        assertThat(decode(buffer("06 01 02 03 00 05 00"), 54_468, false))
                .isEqualTo(new ProfileInfo(1, 2, 3, false, 5, false, 0));
    }

    @Test
    void logsAndTableColumnsAreCompressedOnNewConnectionsOnly() {
        BlockHeader data = new BlockHeader(BlockHeader.Kind.DATA, "");
        BlockHeader log = new BlockHeader(BlockHeader.Kind.LOG, "");
        assertThat(data.isFramed(true, OLD)).isTrue();
        assertThat(data.isFramed(false, NEW)).isFalse();
        assertThat(log.isFramed(true, 54_480)).isFalse();
        assertThat(log.isFramed(true, 54_481)).isTrue();

        assertThat(decode(buffer("0b 00 01 \"x\""), 54_480, true)).isInstanceOf(TableColumns.class);
        ByteBuf in = buffer("0b 00 01 \"x\"");
        assertThat(decode(in, 54_481, true)).isSameAs(ServerSignal.FRAMED_TABLE_COLUMNS);
        assertThat(in.readableBytes()).isEqualTo(3);
        assertThat(TableColumns.tryDecodeBody(in.slice(in.readerIndex(), 2))).isNull();
        assertThat(TableColumns.tryDecodeBody(in)).isEqualTo(new TableColumns("", "x"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"00", "09", "0d", "0f", "10", "12", "14", "48", "ffffffff0f"})
    void refusesPacketsThatNoClientExpects(String type) {
        assertThatThrownBy(() -> decode(buffer(type), NEW, false))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("packet");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "02 01000000 ffffffff07",
                "02 01000000 00 ffffffffffffffffff01",
                "11 8180 01",
                "0c ffffffff0f",
                "01 81808001",
                "0b 00 ffffffff07"
            })
    void refusesLengthsOverTheLimitBeforeTheBytesArrive(String packet) {
        assertThatThrownBy(() -> decode(buffer(packet), NEW, false))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("over the limit");
    }

    @Test
    void refusesMoreNestedErrorsThanAskedFor() {
        String error = "02 01000000 00 00 00 01 02000000 00 00 00 00";
        assertThat(ServerPacket.tryDecode(buffer(error), NEW, false, 2, new ProgressSum()))
                .isInstanceOf(ServerError.class);
        assertThat(ServerPacket.tryDecodeHandshake(buffer(error), NEW, 2)).isInstanceOf(ServerError.class);
        assertThatThrownBy(() -> ServerPacket.tryDecode(buffer(error), NEW, false, 1, new ProgressSum()))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("more than 1");
        assertThatThrownBy(() -> ServerPacket.tryDecodeHandshake(buffer(error), NEW, 1))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("more than 1");
    }

    @Test
    void refusesErrorsNestedTooDeep() {
        String link = "01000000 00 00 00 01";
        assertThat(decode(buffer("02" + link.repeat(15) + "01000000 00 00 00 00"), NEW, false))
                .isInstanceOf(ServerError.class);
        assertThatThrownBy(() -> decode(buffer("02" + link.repeat(16)), NEW, false))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("more than 16");
    }

    @Test
    void refusesErrorsThatAreLargeInSum() {
        ByteBuf in = Unpooled.buffer().writeByte(2);
        for (int i = 0; i < 5; i++) {
            in.writeIntLE(1).writeByte(0);
            WireOutput.writeString(in, new byte[4 << 20]);
            in.writeByte(0).writeByte(1);
        }
        assertThatThrownBy(() -> decode(in, NEW, false))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("over the limit");
    }

    @Test
    void keepsTheBeginningOfAVeryLongMessage() {
        String value = "ж".repeat(1_000_000);
        ByteBuf in = Unpooled.buffer().writeByte(2).writeIntLE(6).writeByte(0);
        WireOutput.writeString(in, ("!" + value).getBytes(StandardCharsets.UTF_8));
        in.writeByte(0).writeByte(0).writeByte(3);

        assertThat(decode(in, NEW, false)).isInstanceOfSatisfying(ServerError.class, error -> {
            assertThat(error.code()).isEqualTo(6);
            assertThat(error.message())
                    .startsWith("!" + "ж".repeat(32_767) + "… (")
                    .endsWith(" bytes more)")
                    .doesNotContain("\ufffd");
        });
        assertThat(in.readableBytes()).as("what comes behind it").isEqualTo(1);
    }

    @Test
    void addsProgressUpUntilItIsReset() {
        ProgressSum sum = new ProgressSum();
        ByteBuf in = buffer("03 01 02 03 04 05 06 07 03 10 20 30 40 50 60 70 03 01 01");
        assertThat(ServerPacket.tryDecode(in, NEW, false, 16, sum)).isSameAs(sum);
        assertThat(ServerPacket.tryDecode(in, NEW, false, 16, sum)).isSameAs(sum);
        assertThat(ServerPacket.tryDecode(in, NEW, false, 16, sum)).isNull();
        assertThat(sum.value()).isEqualTo(new Progress(0x11, 0x22, 0x33, 0x55, 0x66, 0x77));
        sum.reset();
        assertThat(sum.value()).isEqualTo(Progress.NONE);
    }

    @Test
    void anErrorsPlainMessageHasNoClassName() {
        assertThat(new ServerError(1, "DB::Exception", "DB::Exception: text", "", null).plainMessage())
                .isEqualTo("text");
        assertThat(new ServerError(1, "DB::Exception", "text", "", null).plainMessage())
                .isEqualTo("text");
    }

    /** The packet; of a progress, its sum. */
    private static @Nullable Object decode(ByteBuf in, int revision, boolean compression) {
        ServerPacket packet =
                ServerPacket.tryDecode(in, revision, compression, ServerError.DEFAULT_MAXIMUM_DEPTH, new ProgressSum());
        return packet instanceof ProgressSum sum ? sum.value() : packet;
    }

    private static void damageAndDecode(byte[] bytes, Decoder decoder) {
        long seed = 20_260_711;
        Random random = new Random(seed);
        for (int round = 0; round < 5000; round++) {
            byte[] damaged = bytes.clone();
            int changes = 1 + random.nextInt(3);
            for (int i = 0; i < changes; i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            ByteBuf in = Unpooled.wrappedBuffer(damaged);
            try {
                Object packet = decoder.decode(in);
                assertThat(packet != null || in.readerIndex() == 0).isTrue();
            } catch (MalformedDataException e) {
                assertThat(e.getMessage()).as("seed " + seed).isNotBlank();
            }
        }
    }

    private interface Decoder {
        @Nullable
        Object decode(ByteBuf in);
    }
}
