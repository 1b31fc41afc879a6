package io.peristyle.transport.tcp;

import io.peristyle.column.ArrayPool;
import io.peristyle.packet.BlockHeader;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** What has to be known of a request to read the answer to it. Event loop only. */
interface Answer {
    /** Whether the request asked for compressed blocks. */
    boolean compression();

    /** Whether anyone looks at a block of this kind that comes now; if not, its values are not kept. */
    boolean wants(BlockHeader.Kind kind);

    /** The zone of times whose type names none; null: the server's. */
    default @Nullable ZoneId zone() {
        return null;
    }

    /** Where the arrays of the rows come from; null: new ones. */
    default @Nullable ArrayPool arrays() {
        return null;
    }
}
