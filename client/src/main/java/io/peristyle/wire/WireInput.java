package io.peristyle.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * Reads the protocol's primitives. When bytes are missing a method throws {@link IncompleteException}; the reader index
 * is then somewhere in the value, and the caller puts it back to where it began.
 *
 * <pre>
 * ac 02                 VarUInt 300
 * 03 61 62 63           String "abc"
 * </pre>
 */
public final class WireInput {
    private static final int MAX_VAR_UINT_BYTES = 10;

    private WireInput() {}

    /** Reads an unsigned 64-bit number of 1 to 10 bytes; a value of 2^63 or more comes out negative. */
    public static long readVarUInt(ByteBuf in) {
        byte first = readByte(in);
        return first >= 0 ? first : readMore(in, first & 0x7f);
    }

    private static long readMore(ByteBuf in, long firstBits) {
        long value = firstBits;
        for (int index = 1; index < MAX_VAR_UINT_BYTES; index++) {
            byte next = readByte(in);
            value |= (long) (next & 0x7f) << (7 * index);
            if (next >= 0) {
                checkLast(next, index);
                return value;
            }
        }
        throw new MalformedDataException("a VarUInt of more than 10 bytes");
    }

    private static void checkLast(byte last, int index) {
        if (last == 0) {
            throw new MalformedDataException("a VarUInt that ends with a superfluous zero byte");
        }
        if (index == MAX_VAR_UINT_BYTES - 1 && last > 1) {
            throw new MalformedDataException("a VarUInt over 64 bits");
        }
    }

    /** Reads a VarUInt that counts something to be stored, at most {@code maximum}. {@code what} names it in the error. */
    public static int readSize(ByteBuf in, int maximum, String what) {
        long size = readVarUInt(in);
        if (size < 0 || size > maximum) {
            throw new MalformedDataException(
                    what + " of " + Long.toUnsignedString(size) + " is over the limit of " + maximum);
        }
        return (int) size;
    }

    /** Reads a VarUInt that is a statistic; what does not fit becomes {@link Long#MAX_VALUE}. */
    public static long readCount(ByteBuf in) {
        long count = readVarUInt(in);
        return count < 0 ? Long.MAX_VALUE : count;
    }

    /** Reads a String of at most {@code maximumBytes}; bytes that are not UTF-8 become U+FFFD. */
    public static String readString(ByteBuf in, int maximumBytes, String what) {
        return readString(in, readSize(in, maximumBytes, what));
    }

    /** Reads {@code length} bytes of text; those that are not UTF-8 become U+FFFD. */
    public static String readString(ByteBuf in, int length) {
        require(in, length);
        String text = in.toString(in.readerIndex(), length, StandardCharsets.UTF_8);
        in.skipBytes(length);
        return text;
    }

    /** Reads a flag: any byte but zero is true. */
    public static boolean readBoolean(ByteBuf in) {
        return readByte(in) != 0;
    }

    public static byte readByte(ByteBuf in) {
        require(in, 1);
        return in.readByte();
    }

    public static int readInt(ByteBuf in) {
        require(in, Integer.BYTES);
        return in.readIntLE();
    }

    public static long readLong(ByteBuf in) {
        require(in, Long.BYTES);
        return in.readLongLE();
    }

    /** Takes {@code bytes} bytes, once all of them are there; the slice lives as long as {@code in}. */
    public static ByteBuf readSlice(ByteBuf in, int bytes) {
        require(in, bytes);
        return in.readSlice(bytes);
    }

    /** Drops {@code bytes} bytes, once all of them are there. */
    public static void skip(ByteBuf in, int bytes) {
        require(in, bytes);
        in.skipBytes(bytes);
    }

    private static void require(ByteBuf in, int bytes) {
        if (in.readableBytes() < bytes) {
            throw IncompleteException.INSTANCE;
        }
    }
}
