package io.peristyle.packet;

import static io.peristyle.packet.ServerPackets.NEW;
import static io.peristyle.packet.ServerPackets.OLD;
import static io.peristyle.wire.WireText.buffer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireOutput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerHelloTest {
    @Test
    void readsTheNewestServer() {
        assertThat(ServerPacket.tryDecodeHandshake(buffer(ServerPackets.NEW_HELLO), NEW))
                .isEqualTo(new ServerHello(
                        new ServerVersion("ClickHouse", 26, 7, 2, NEW),
                        "Etc/UTC",
                        "vm",
                        Chunking.NOTCHUNKED,
                        Chunking.NOTCHUNKED,
                        false,
                        false));
    }

    @Test
    void readsTheOldestServer() {
        assertThat(ServerPacket.tryDecodeHandshake(buffer(ServerPackets.OLD_HELLO), NEW))
                .isEqualTo(new ServerHello(
                        new ServerVersion("ClickHouse", 18, 16, 1, OLD),
                        "Etc/UTC",
                        "vm",
                        Chunking.NOTCHUNKED,
                        Chunking.NOTCHUNKED,
                        false,
                        false));
    }

    @Test
    void aServerNewerThanTheClientSendsWhatTheClientKnows() {
        String newer = ServerPackets.NEW_HELLO.replace("d8a903", "f0aa03");
        ServerPacket hello = ServerPacket.tryDecodeHandshake(buffer(newer), NEW);
        assertThat(hello)
                .isInstanceOfSatisfying(
                        ServerHello.class,
                        read -> assertThat(read.version().revision()).isEqualTo(54_640));
    }

    @Test
    void anOlderClientGetsTheOldHelloFromANewServer() {
        ByteBuf in = buffer("00 0a \"ClickHouse\" 1a 07 d8a903 07 \"Etc/UTC\" 02 \"vm\" 02");
        assertThat(ServerPacket.tryDecodeHandshake(in, OLD)).isNotNull();
        assertThat(in.isReadable()).isFalse();
    }

    @Test
    void framingStandsBeforePasswordRules() {
        ByteBuf in = buffer("00 01 \"n\" 01 01 c7a903 08 00 00 00 10 \"chunked_optional\" 07 \"chunked\""
                + "02 01 \"a\" 01 \"b\" 00 00 0000000000000000");
        assertThat(ServerPacket.tryDecodeHandshake(in, NEW)).isInstanceOfSatisfying(ServerHello.class, hello -> {
            assertThat(hello.sending()).isSameAs(Chunking.CHUNKED_OPTIONAL);
            assertThat(hello.receiving()).isSameAs(Chunking.CHUNKED);
        });
        assertThat(in.isReadable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, false", "0, false"})
    void readsWhetherTheUserMayChangeSettings(String value, boolean readOnly) {
        ByteBuf in =
                buffer("00 01 \"n\" 01 01 caa903 08 00 00 00 0a \"notchunked\" 0a \"notchunked\" 00 0000000000000000"
                        + "0b \"max_threads\" 00 01 \"1\" 08 \"readonly\" 00 01 \"" + value + "\" 00");
        assertThat(ServerPacket.tryDecodeHandshake(in, NEW))
                .isInstanceOfSatisfying(
                        ServerHello.class, hello -> assertThat(hello.readOnly()).isEqualTo(readOnly));
        assertThat(in.isReadable()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"max_threads, 0b, true", "parallel_view_processing, 18, true", "max_insert_threads, 12, false"})
    void readsWhetherTheUserHasThreadsOfTheirOwn(String setting, String length, boolean setsThreads) {
        ByteBuf in =
                buffer("00 01 \"n\" 01 01 caa903 08 00 00 00 0a \"notchunked\" 0a \"notchunked\" 00 0000000000000000"
                        + length + " \"" + setting + "\" 00 01 \"1\" 00");
        assertThat(ServerPacket.tryDecodeHandshake(in, NEW))
                .isInstanceOfSatisfying(
                        ServerHello.class,
                        hello -> assertThat(hello.setsThreads()).isEqualTo(setsThreads));
    }

    @Test
    void readsTheErrorThatRefusesALogin() {
        assertThat(ServerPacket.tryDecodeHandshake(buffer(ServerPackets.ERROR), NEW))
                .isInstanceOfSatisfying(
                        ServerError.class, error -> assertThat(error.code()).isEqualTo(60));
    }

    @ParameterizedTest
    @CsvSource({"485454502f, speaks HTTP", "1503030002, speaks TLS", "5353482d32, SSH server", "4a0000000a, type 74"})
    void recognizesOtherProtocols(String answer, String message) {
        assertThatThrownBy(() -> ServerPacket.tryDecodeHandshake(buffer(answer), NEW))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(message)
                .hasMessageContaining("9000")
                .hasMessageContaining("9440");
    }

    @Test
    void oneByteIsEnoughToRecognizeThem() {
        assertThatThrownBy(() -> ServerPacket.tryDecodeHandshake(buffer("48"), NEW))
                .isInstanceOf(MalformedDataException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00 8120",
                "00 01 \"n\" 01 01 ffffffffffffffffff01",
                "00 01 \"n\" 01 01 bda903 8120",
                "00 01 \"n\" 01 01 bda903 00 00 00 8102"
            })
    void refusesWhatIsOverALimit(String hello) {
        assertThatThrownBy(() -> ServerPacket.tryDecodeHandshake(buffer(hello), NEW))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("over the limit");
    }

    @Test
    void refusesSettingsThatAreLargeInSum() {
        ByteBuf in = buffer("00 01 \"n\" 01 01 d8a903 08 00 00 00 07 \"chunked\" 07 \"chunked\" 00 0000000000000000");
        ByteBuf hello = Unpooled.buffer().writeBytes(in);
        for (int i = 0; i < 5; i++) {
            WireOutput.writeString(hello, "name");
            hello.writeByte(0);
            WireOutput.writeString(hello, new byte[1 << 20]);
        }
        assertThatThrownBy(() -> ServerPacket.tryDecodeHandshake(hello, NEW))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("over the limit");
    }
}
