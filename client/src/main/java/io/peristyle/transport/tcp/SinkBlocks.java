package io.peristyle.transport.tcp;

import io.peristyle.column.Block;
import io.peristyle.packet.BlockHeader;
import io.peristyle.transport.ResultSink;

/** The kinds of blocks that a sink hears of; those that it does not want are skipped unread. */
final class SinkBlocks {
    private SinkBlocks() {}

    static boolean wants(ResultSink sink, BlockHeader.Kind kind) {
        return switch (kind) {
            case LOG -> sink.wantsLog();
            case PROFILE_EVENTS -> sink.wantsProfileEvents();
            case PREVIEW -> false;
            case DATA, TOTALS, EXTREMES -> true;
        };
    }

    /** Hands over what is none of the result; false if it is. */
    static boolean isAside(ResultSink sink, BlockHeader.Kind kind, Block block) {
        switch (kind) {
            case LOG -> sink.onLog(block);
            case PROFILE_EVENTS -> sink.onProfileEvents(block);
            case PREVIEW -> {}
            case DATA, TOTALS, EXTREMES -> {
                return false;
            }
        }
        return true;
    }
}
