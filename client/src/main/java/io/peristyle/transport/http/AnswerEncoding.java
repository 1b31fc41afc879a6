package io.peristyle.transport.http;

import io.netty.buffer.ByteBufAllocator;
import io.peristyle.compress.PayloadReader;
import io.peristyle.options.Compression;
import io.peristyle.query.QueryOptions;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How an answer is compressed. */
enum AnswerEncoding {
    /** Not at all. */
    PLAIN,
    /** In ClickHouse's frames, each with a checksum, by LZ4: servers know no other method there. */
    FRAMES,
    /** As a whole, as HTTP has it. */
    GZIP,
    /** As a whole, as HTTP has it. */
    ZSTD;

    /** The smallest that the client's method is worth with a server. */
    static AnswerEncoding of(QueryOptions statement, Compression.Method method, ServerProfile profile) {
        if (!statement.compressed() || method == Compression.Method.NONE) {
            return PLAIN;
        }
        if (method == Compression.Method.GZIP) {
            return GZIP;
        }
        if (method == Compression.Method.ZSTD && profile.encodesZstd()) {
            return ZSTD;
        }
        return profile.framesAnswers() ? FRAMES : PLAIN;
    }

    /** What HTTP calls it; null if HTTP knows nothing of it. */
    @Nullable
    String coding() {
        return this == GZIP || this == ZSTD ? name().toLowerCase(Locale.ROOT) : null;
    }

    /** Opens an answer that is encoded as a whole. */
    PayloadReader reader(ByteBufAllocator allocator) {
        return this == GZIP ? PayloadReader.gzip(allocator) : PayloadReader.zstd(allocator);
    }
}
