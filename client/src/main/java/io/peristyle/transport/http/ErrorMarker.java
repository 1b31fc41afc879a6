package io.peristyle.transport.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Finds the place where a server broke its data off to report an error. The mark is random per answer, so that data cannot
 * be mistaken for it. Bytes that may be its beginning are held back until more have come. Event loop only.
 *
 * <pre>
 * … data, CR LF __exception__ CR LF abcdefghijklmnop CR LF Code: 395. DB::Exception: …
 * </pre>
 */
final class ErrorMarker {
    private static final byte FIRST = '\r';

    private final byte[] mark;

    /** Of each beginning of the mark, the length of its longest own end that is also a beginning. */
    private final int[] borders;

    private int held;
    private boolean found;

    /** @param tag what the answer's header announced */
    ErrorMarker(String tag) {
        mark = ("\r\n__exception__\r\n" + tag).getBytes(StandardCharsets.ISO_8859_1);
        borders = new int[mark.length];
        for (int i = 1, length = 0; i < mark.length; i++) {
            while (length > 0 && mark[i] != mark[length]) {
                length = borders[length - 1];
            }
            if (mark[i] == mark[length]) {
                length++;
            }
            borders[i] = length;
        }
    }

    /** Whether the mark was found: what follows it is the error. */
    boolean found() {
        return found;
    }

    /** What was held back and turned out to be data, at the end of the body; null if there is none. */
    @Nullable
    ByteBuf rest() {
        ByteBuf rest = held == 0 ? null : Unpooled.wrappedBuffer(mark, 0, held);
        held = 0;
        return rest;
    }

    /** Takes the next piece of data out of {@code in}, as a view; null if there is none before the mark or the end. */
    @Nullable
    ByteBuf next(ByteBuf in) {
        while (in.isReadable() && !found) {
            if (held == 0) {
                ByteBuf data = search(in);
                if (data.isReadable()) {
                    return data;
                }
            } else if (in.getByte(in.readerIndex()) == mark[held]) {
                in.skipBytes(1);
                held++;
                found = held == mark.length;
            } else {
                int kept = borders[held - 1];
                ByteBuf data = Unpooled.wrappedBuffer(mark, 0, held - kept);
                held = kept;
                return data;
            }
        }
        return null;
    }

    /** The data up to the mark, or up to what may be its beginning; consumes both. */
    private ByteBuf search(ByteBuf in) {
        int start = in.readerIndex();
        int end = in.writerIndex();
        for (int from = start; ; from++) {
            from = in.indexOf(from, end, FIRST);
            if (from < 0) {
                return in.readSlice(end - start);
            }
            int matching = matching(in, from, Math.min(end - from, mark.length));
            found = matching == mark.length;
            if (found || from + matching == end) {
                ByteBuf data = in.readSlice(from - start);
                in.skipBytes(matching);
                held = found ? 0 : matching;
                return data;
            }
        }
    }

    private int matching(ByteBuf in, int at, int limit) {
        int length = 1;
        while (length < limit && in.getByte(at + length) == mark[length]) {
            length++;
        }
        return length;
    }
}
