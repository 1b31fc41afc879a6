package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads a name or a type from a column's header. The same text is often repeated, and then is the same object. */
final class TextReader {
    private final int maximumBytes;
    private final String what;
    private final VarUIntReader length = new VarUIntReader();
    private @Nullable ByteRun bytes;
    private byte[] lastBytes = {};
    private String text = "";

    TextReader(int maximumBytes, String what) {
        this.maximumBytes = maximumBytes;
        this.what = what;
    }

    /** Reads on; true when the text is complete. The next call begins a new one. */
    boolean read(ByteBuf in) {
        if (bytes == null) {
            if (!length.read(in)) {
                return false;
            }
            int announced = checked(length.value());
            if (isRepeated(in, announced)) {
                in.skipBytes(announced);
                return true;
            }
            bytes = new ByteRun(announced);
        }
        if (!bytes.read(in)) {
            return false;
        }
        if (!Arrays.equals(bytes.bytes(), lastBytes)) {
            lastBytes = bytes.bytes();
            text = new String(lastBytes, StandardCharsets.UTF_8);
        }
        bytes = null;
        return true;
    }

    /** Whether the text of before lies whole in {@code in}. Most do, and then cost no copy. */
    private boolean isRepeated(ByteBuf in, int announced) {
        if (announced != lastBytes.length || in.readableBytes() < announced) {
            return false;
        }
        int start = in.readerIndex();
        for (int i = 0; i < announced; i++) {
            if (in.getByte(start + i) != lastBytes[i]) {
                return false;
            }
        }
        return true;
    }

    private int checked(long announced) {
        if (announced < 0 || announced > maximumBytes) {
            throw new MalformedDataException(
                    what + " of " + Long.toUnsignedString(announced) + " bytes; the limit is " + maximumBytes);
        }
        return (int) announced;
    }

    /** The text read last. */
    String text() {
        return text;
    }
}
