package io.peristyle.packet;

import io.peristyle.query.Progress;
import io.peristyle.wire.WireText;
import java.util.List;

/** One packet of every kind, as servers write them. */
final class ServerPackets {
    static final int NEW = 54_488;
    static final int OLD = 54_412;

    static final String NEW_HELLO = "00 0a \"ClickHouse\" 1a 07 d8a903 08 07 \"Etc/UTC\" 02 \"vm\" 02"
            + "0a \"notchunked\" 0a \"notchunked\" 00 6e1727c436cd03cc"
            + "1d \"allow_introspection_functions\" 00 01 \"1\" 00 03 08";
    static final String OLD_HELLO = "00 0a \"ClickHouse\" 12 10 8ca903 07 \"Etc/UTC\" 02 \"vm\" 01";
    static final String ERROR = "02 3c000000 0d \"DB::Exception\" 18 \"DB::Exception: no such t\" 05 \"trace\" 01"
            + "05000000 01 \"n\" 01 \"m\" 00 00";

    private ServerPackets() {}

    /** After the handshake, for revision {@link #NEW}, the query without compression. */
    static List<Sample> all() {
        return List.of(
                new Sample(
                        ERROR,
                        new ServerError(
                                60,
                                "DB::Exception",
                                "DB::Exception: no such t",
                                "trace",
                                new ServerError(5, "n", "m", "", null))),
                new Sample("03 01 ac02 03 04 05 06 8080808010", new Progress(1, 300, 3, 5, 6, 1L << 32)),
                new Sample("06 01 02 ac02 01 05 00 01 07", new ProfileInfo(1, 2, 300, true, 5, true, 7)),
                new Sample("04", ServerSignal.PONG),
                new Sample("05", ServerSignal.END_OF_STREAM),
                new Sample("0b 01 \"t\" 05 \"lines\"", new TableColumns("t", "lines")),
                new Sample("11 0b \"Europe/Oslo\"", new TimezoneUpdate("Europe/Oslo")),
                new Sample("0c 02" + "00112233445566778899aabbccddeeff".repeat(2), new PartUUIDs(2)),
                new Sample("01 00", new BlockHeader(BlockHeader.Kind.DATA, "")),
                new Sample("07 00", new BlockHeader(BlockHeader.Kind.TOTALS, "")),
                new Sample("08 00", new BlockHeader(BlockHeader.Kind.EXTREMES, "")),
                new Sample("0a 01 \"t\"", new BlockHeader(BlockHeader.Kind.LOG, "t")),
                new Sample("0e 00", new BlockHeader(BlockHeader.Kind.PROFILE_EVENTS, "")),
                new Sample("13 00", new BlockHeader(BlockHeader.Kind.PREVIEW, "")));
    }

    /** Bytes and what they mean: the packet, or the sum of a progress. */
    record Sample(String text, Object packet) {
        byte[] bytes() {
            return WireText.bytes(text);
        }
    }
}
