package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Compresses by gzip, a member for each payload. */
final class GzipWriter implements PayloadWriter {
    /** ClickHouse's own default. */
    static final int LEVEL = 3;

    private static final int OUTPUT_STEP = 8 << 10;

    /** No time, no name, an unknown system. */
    private static final byte[] HEADER = {0x1f, (byte) 0x8b, Deflater.DEFLATED, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private static final byte[] NOTHING = new byte[0];

    private final Deflater deflater;
    private final CRC32 checksum = new CRC32();
    private boolean begun;

    GzipWriter(int level) {
        deflater = new Deflater(level, true);
    }

    @Override
    public void write(ByteBuf payload, ByteBuf out) {
        begin(out);
        for (ByteBuffer part : payload.nioBuffers()) {
            checksum.update(part.duplicate());
            deflater.setInput(part);
            // All of it, or the rows of a slow source would wait here for more while the server waits for them.
            while (deflate(out, Deflater.SYNC_FLUSH)) {}
        }
        // Else it would look at the buffer again that is given back by then, which newer JVMs do not allow.
        deflater.setInput(NOTHING);
        payload.skipBytes(payload.readableBytes());
    }

    @Override
    public void end(ByteBuf out) {
        begin(out);
        deflater.finish();
        while (deflate(out, Deflater.NO_FLUSH)) {}
        out.writeIntLE((int) checksum.getValue());
        out.writeIntLE((int) deflater.getBytesRead());
        deflater.reset();
        checksum.reset();
        begun = false;
    }

    @Override
    public void close() {
        deflater.end();
    }

    private void begin(ByteBuf out) {
        if (!begun) {
            begun = true;
            out.writeBytes(HEADER);
        }
    }

    /** Appends what there is room for; whether there may be more. */
    private boolean deflate(ByteBuf out, int flush) {
        out.ensureWritable(OUTPUT_STEP);
        int room = out.writableBytes();
        int written = deflater.deflate(out.nioBuffer(out.writerIndex(), room), flush);
        out.writerIndex(out.writerIndex() + written);
        return written == room;
    }
}
