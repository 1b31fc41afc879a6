package io.peristyle.transport.tcp;

import io.peristyle.packet.BlockHeader;

/** What has to be known of a request to read the answer to it. Event loop only. */
interface Answer {
    /** Whether the request asked for compressed blocks. */
    boolean compression();

    /** Whether anyone looks at a block of this kind that comes now; if not, its values are not kept. */
    boolean wants(BlockHeader.Kind kind);
}
