package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpResponseDecoder;

/** Takes HTTP answers out of bytes, and tells whether any are left behind one. Event loop only. */
final class AnswerDecoder extends HttpResponseDecoder {
    private static final int MAXIMUM_LINE = 64 << 10;
    private static final int MAXIMUM_HEADERS = 1 << 20;
    private static final int LARGEST_PIECE = 256 << 10;

    AnswerDecoder() {
        super(new HttpDecoderConfig()
                .setMaxInitialLineLength(MAXIMUM_LINE)
                .setMaxHeaderSize(MAXIMUM_HEADERS)
                .setMaxChunkSize(LARGEST_PIECE));
    }

    /** Whether bytes have arrived that belong to no answer so far. */
    boolean hasRest() {
        return actualReadableBytes() > 0;
    }
}
