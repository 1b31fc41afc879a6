package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;

/** Walks over the values of one column without keeping them, from bytes that may end anywhere. Used for many columns. */
final class ValueSkipper {
    private final VarUIntReader length = new VarUIntReader();
    private int maximumLength;

    /** Strings whose length has not been read. */
    private int stringsLeft;

    /** Bytes of the string begun, or of all values of a fixed width. */
    private long bytesLeft;

    /** Begins a column; false if values of this type are not laid out simply enough to be skipped. */
    boolean begin(ColumnCodec<?> codec, int rows, ReadLimits limits) {
        int width = codec.bytesPerRow();
        if (width > 0) {
            FixedWidthReader.checkBytes(rows, width, limits);
            stringsLeft = 0;
            bytesLeft = (long) rows * width;
            return true;
        }
        stringsLeft = rows;
        bytesLeft = 0;
        maximumLength = limits.maximumStringBytes();
        return codec instanceof StringCodec;
    }

    /** Goes on; true behind the last value. */
    boolean skip(ByteBuf in) {
        while (true) {
            int skipped = (int) Math.min(bytesLeft, in.readableBytes());
            in.skipBytes(skipped);
            bytesLeft -= skipped;
            if (bytesLeft > 0) {
                return false;
            }
            if (stringsLeft == 0) {
                return true;
            }
            if (!length.read(in)) {
                return false;
            }
            bytesLeft = checked(length.value());
            stringsLeft--;
        }
    }

    private int checked(long announced) {
        if (announced < 0 || announced > maximumLength) {
            throw new MalformedDataException(
                    "a string of " + Long.toUnsignedString(announced) + " bytes, over the limit of " + maximumLength);
        }
        return (int) announced;
    }
}
