package io.peristyle.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Parameter;
import io.peristyle.query.TraceContext;
import io.peristyle.wire.WireText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientPacketTest {
    private static final int NEW = 54_488;
    private static final int OLD = 54_412;

    private static final ClientIdentity CLIENT = new ClientIdentity("n", 1, 1, 0, NEW);
    private static final ClientInfo INFO = new ClientInfo(CLIENT, "osuser", "host", "", "", null);
    private static final Setting THREADS = new Setting("max_threads", "2", Setting.Kind.REQUIRED);

    @Test
    void helloSaysWhoAsks() {
        assertBytes(
                new ClientHello(CLIENT, "shop", "app", "secret"),
                NEW,
                "00 01 \"n\" 01 01 d8a903 04 \"shop\" 03 \"app\" 06 \"secret\"");
    }

    @Test
    void helloNeverShowsThePassword() {
        assertThat(new ClientHello(CLIENT, "shop", "app", "secret"))
                .asString()
                .contains("app")
                .doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb", "\0", "tab\t", "\u007f"})
    void helloRefusesControlCharactersWithoutRepeatingThem(String text) {
        assertThatThrownBy(() -> new ClientHello(CLIENT, text, "u", "p"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the database contains");
        assertThatThrownBy(() -> new ClientHello(CLIENT, "d", text, "p"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the user contains");
        assertThatThrownBy(() -> new ClientHello(CLIENT, "d", "u", text))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the password contains")
                .hasMessageNotContaining(text);
    }

    @Test
    void addendumGrowsWithTheRevision() {
        Addendum addendum = new Addendum("k", false, true);
        assertBytes(addendum, NEW, "01 \"k\" 0a \"notchunked\" 07 \"chunked\" 08");
        assertBytes(addendum, 54_470, "01 \"k\" 0a \"notchunked\" 07 \"chunked\"");
        assertBytes(addendum, 54_458, "01 \"k\"");
        assertBytes(addendum, 54_457, "");
    }

    @Test
    void queryForTheNewestServer() {
        assertBytes(
                query(List.of(THREADS), List.of(), List.of(new Parameter("p", "5", "5"))),
                NEW,
                "01 | 01 \"q\" | 01 | 00 | 00 | 09 \"0.0.0.0:0\" | 0000000000000000 | 01"
                        + "06 \"osuser\" 04 \"host\" 01 \"n\" 01 01 d8a903"
                        + "00 | 00 | 00 | 00 | 00 00 00 | 00 00 | 00 | 00 | 00 | 00"
                        + "0b \"max_threads\" 01 01 \"2\" | 00"
                        + "01 00 | 00 | 02 | 00 | 08 \"SELECT 1\""
                        + "01 \"p\" 02 03 \"'5'\" | 00");
    }

    @Test
    void queryForTheOldestServer() {
        ClientIdentity old = new ClientIdentity("n", 1, 1, 5, OLD);
        QueryPacket query = new QueryPacket(
                "q",
                new ClientInfo(old, "osuser", "host", "", "unseen", null),
                List.of(THREADS),
                List.of(),
                false,
                "SELECT 1",
                List.of());
        assertBytes(
                query,
                OLD,
                "01 01 \"q\" 01 00 00 09 \"0.0.0.0:0\" 01 06 \"osuser\" 04 \"host\" 01 \"n\" 01 01 8ca903 00 05"
                        + "0b \"max_threads\" 02 00   02 00 08 \"SELECT 1\"");
    }

    @Test
    void everyGateAddsItsBytesAndNothingElse() {
        QueryPacket query = query(List.of(), List.of(), List.of());
        int[][] bytesSince = {
            {54_441, 1}, {54_442, 1}, {54_448, 1}, {54_449, 8}, {54_453, 3}, {54_459, 1},
            {54_472, 2}, {54_475, 2}, {54_476, 1}, {54_485, 1}, {54_486, 1}, {54_488, 1}
        };
        for (int revision = OLD + 1; revision <= NEW; revision++) {
            int growth = 0;
            for (int[] gate : bytesSince) {
                growth += gate[0] == revision ? gate[1] : 0;
            }
            assertThat(encoded(query, revision).length - encoded(query, revision - 1).length)
                    .as("revision " + revision)
                    .isEqualTo(growth);
        }
    }

    @Test
    void traceStandsInTwoReversedHalves() {
        TraceContext trace =
                new TraceContext(0x0af7651916cd43ddL, 0x8448eb211c80319cL, 0xb7ad6b7169203331L, "a=b", (byte) 1);
        ByteBuf out = Unpooled.buffer();
        new ClientInfo(CLIENT, "", "", "", "", trace).encode(out, 54_442);
        assertThat(WireText.bytes(out))
                .endsWith(WireText.bytes("01 dd43cd161965f70a 9c31801c21eb4884 31332069716badb7 03 \"a=b\" 01"));
    }

    @Test
    void rolesAreAListWithinAString() {
        assertThat(encoded(query(List.of(), List.of("r1", "role2"), List.of()), NEW))
                .containsSequence(WireText.bytes("0a 02 02 \"r1\" 05 \"role2\" 00 02 00 08 \"SELECT 1\""));
    }

    @Test
    void kindsOfSettingsAreFlags() {
        List<Setting> settings = List.of(
                new Setting("a", "1", Setting.Kind.HINT),
                new Setting("b", "2", Setting.Kind.REQUIRED),
                new Setting("SQL_c", "'3'", Setting.Kind.CUSTOM));
        assertThat(encoded(query(settings, List.of(), List.of()), NEW))
                .containsSequence(
                        WireText.bytes("01 \"a\" 00 01 \"1\" 01 \"b\" 01 01 \"2\" 05 \"SQL_c\" 02 03 \"'3'\" 00"));
    }

    @Test
    void whatAnOldServerCannotTakeLeavesTheBufferAsItWas() {
        Setting unknown = new Setting("made_up", "1", Setting.Kind.HINT);
        assertRefusedByOldServers(query(List.of(THREADS, unknown), List.of(), List.of()), "setting made_up");
        assertRefusedByOldServers(
                query(List.of(new Setting("max_threads", "many", Setting.Kind.HINT)), List.of(), List.of()),
                "not a whole number");
        assertRefusedByOldServers(query(List.of(), List.of("r"), List.of()), "roles");
        assertRefusedByOldServers(query(List.of(), List.of(), List.of(new Parameter("p", "1", "1"))), "parameters");
    }

    @Test
    void settingsAndParametersNeedNames() {
        assertThatThrownBy(() -> new Setting("", "1", Setting.Kind.HINT)).isInstanceOf(ConfigurationException.class);
        QueryPacket nameless = query(List.of(), List.of(), List.of(new Parameter("", "1", "1")));
        assertThatThrownBy(() -> nameless.encode(Unpooled.buffer(), NEW)).isInstanceOf(ConfigurationException.class);
    }

    @Test
    void signalsAreTheirType() {
        assertBytes(ClientSignal.CANCEL, NEW, "03");
        assertBytes(ClientSignal.PING, NEW, "04");
    }

    @Test
    void dataHeaderNamesTheTable() {
        assertBytes(DataHeader.INSERT, NEW, "02 00");
        assertBytes(new DataHeader("ext"), NEW, "02 03 \"ext\"");
    }

    @Test
    void endOfDataIsABlockWithoutColumns() {
        assertThat(EndOfData.of(false)).isSameAs(EndOfData.PLAIN);
        assertBytes(EndOfData.PLAIN, NEW, "0200 010002ffffffff0300000000");
        assertBytes(EndOfData.PLAIN, 54_479, "0200 010002ffffffff000000");
    }

    @Test
    void endOfDataWithinAFrame() {
        assertThat(EndOfData.of(true)).isSameAs(EndOfData.FRAMED);
        assertBytes(
                EndOfData.FRAMED,
                NEW,
                "0200 f5ce0904baea69ef359c95e51a1b067e 02 15000000 0c000000 010002ffffffff0300000000");
        assertBytes(
                EndOfData.FRAMED,
                OLD,
                "0200 bb9489a1c169e900ecaff168956a6474 02 13000000 0a000000 010002ffffffff000000");
    }

    private static QueryPacket query(List<Setting> settings, List<String> roles, List<Parameter> parameters) {
        return new QueryPacket("q", INFO, settings, roles, false, "SELECT 1", parameters);
    }

    private static void assertRefusedByOldServers(QueryPacket query, String message) {
        ByteBuf out = Unpooled.buffer().writeByte(9);
        assertThatThrownBy(() -> query.encode(out, OLD))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(message);
        assertThat(out.writerIndex()).isEqualTo(1);
    }

    private static void assertBytes(ClientPacket packet, int revision, String expected) {
        assertThat(encoded(packet, revision)).isEqualTo(WireText.bytes(expected));
    }

    private static byte[] encoded(ClientPacket packet, int revision) {
        ByteBuf out = Unpooled.buffer();
        packet.encode(out, revision);
        return WireText.bytes(out);
    }
}
