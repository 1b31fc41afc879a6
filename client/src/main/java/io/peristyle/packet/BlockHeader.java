package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;
import io.peristyle.wire.WireInput;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What comes before a block from the server. Never in a compressed frame; the block may be.
 *
 * @param table usually empty
 */
public record BlockHeader(Kind kind, String table) implements ServerPacket {
    private static final int MAXIMUM_NAME_BYTES = 1 << 20;
    /** Those of most blocks, by kind. */
    private static final Map<Kind, BlockHeader> OF_NO_TABLE = ofNoTable();

    private static Map<Kind, BlockHeader> ofNoTable() {
        Map<Kind, BlockHeader> headers = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            headers.put(kind, new BlockHeader(kind, ""));
        }
        return Collections.unmodifiableMap(headers);
    }

    static BlockHeader decode(ByteBuf in, Kind kind) {
        String table = WireInput.readString(in, MAXIMUM_NAME_BYTES, "a table name");
        BlockHeader known = table.isEmpty() ? OF_NO_TABLE.get(kind) : null;
        return known != null ? known : new BlockHeader(kind, table);
    }

    /** Whether the block is in compressed frames, given the query's compression flag. */
    public boolean isFramed(boolean compression, int revision) {
        return compression && (!kind.log || Revision.COMPRESSED_LOGS.in(revision));
    }

    /** What a block is for. */
    public enum Kind {
        /** Rows of the result; the first one, without rows, says the columns. */
        DATA(1, false),
        /** The one row of {@code WITH TOTALS}. */
        TOTALS(7, false),
        /** A row of minimums and one of maximums. */
        EXTREMES(8, false),
        /** Lines of the server's log. */
        LOG(10, true),
        /** Counters of the server about this query. */
        PROFILE_EVENTS(14, true),
        /** Rows of a preliminary result, to be dropped. */
        PREVIEW(19, false);

        private final int type;
        private final boolean log;

        Kind(int type, boolean log) {
            this.type = type;
            this.log = log;
        }

        static @Nullable Kind of(int type) {
            return switch (type) {
                case 1 -> DATA;
                case 7 -> TOTALS;
                case 8 -> EXTREMES;
                case 10 -> LOG;
                case 14 -> PROFILE_EVENTS;
                case 19 -> PREVIEW;
                default -> null;
            };
        }

        /** The packet's number on the wire. */
        public int type() {
            return type;
        }
    }
}
