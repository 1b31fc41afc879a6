package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Moves a run of little-endian words through a small array, so that a word may be split between two reads. */
final class WordChunks {
    private static final int CHUNK_BYTES = 8192;
    private static final VarHandle SHORTS =
            MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final int width;
    /** Empty until the first word comes: a type may have readers by the hundred thousand. */
    private byte[] chunk = {};

    private long bytesLeft;
    private int filled;

    /** {@code width} is 1, 2, 4 or 8 bytes. */
    WordChunks(int words, int width) {
        this.width = width;
        bytesLeft = (long) words * width;
    }

    /** Takes the next words out of {@code in}: how many whole ones there are now; 0 if more bytes are needed. */
    int next(ByteBuf in) {
        if (chunk.length == 0 && in.isReadable()) {
            chunk = new byte[(int) Math.min(CHUNK_BYTES, bytesLeft)];
        }
        int whole = filled / width;
        int split = filled - whole * width;
        System.arraycopy(chunk, whole * width, chunk, 0, split);
        int bytes = (int) Math.min(Math.min(chunk.length - split, in.readableBytes()), bytesLeft);
        in.readBytes(chunk, split, bytes);
        bytesLeft -= bytes;
        filled = split + bytes;
        return filled / width;
    }

    /** The word at {@code index} among those taken last; eight bytes wide ones of 2^63 and more are negative. */
    long word(int index) {
        return switch (width) {
            case 1 -> chunk[index] & 0xff;
            case 2 -> (short) SHORTS.get(chunk, index * 2) & 0xffff;
            case 4 -> (int) INTS.get(chunk, index * 4) & 0xffff_ffffL;
            default -> (long) LONGS.get(chunk, index * 8);
        };
    }
}
