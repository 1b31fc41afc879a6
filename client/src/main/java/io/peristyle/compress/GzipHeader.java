package io.peristyle.compress;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import java.util.zip.Deflater;

/**
 * What stands before the data of a gzip member, and is not needed.
 *
 * <pre>
 * 1f 8b 08 flags time(4) level system [length(2) extra] [name 00] [comment 00] [checksum(2)]
 * </pre>
 */
final class GzipHeader {
    private static final int FLAGS = 3;
    private static final int FIXED_BYTES = 10;
    private static final int HAS_CHECKSUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int KNOWN_FLAGS = 31;

    /** Bytes read, up to the end of those that all members have. */
    private int fixed;

    /** Flags of what was not read yet. */
    private int flags;

    /** Bytes of the extra field's length that were read, and that length, less what was read of it. */
    private int lengthBytes;

    private int extra;
    private int checksumBytes;

    void reset() {
        fixed = 0;
        flags = 0;
        lengthBytes = 0;
        extra = 0;
        checksumBytes = 0;
    }

    boolean hasBegun() {
        return fixed > 0;
    }

    /** Reads on; whether this was its end. */
    boolean read(ByteBuf in) {
        while (!isComplete() && in.isReadable()) {
            take(in.readUnsignedByte());
        }
        return isComplete();
    }

    private boolean isComplete() {
        return fixed == FIXED_BYTES && flags == 0;
    }

    private void take(int octet) {
        if (fixed < FIXED_BYTES) {
            takeFixed(octet);
        } else if ((flags & HAS_EXTRA) != 0) {
            takeExtra(octet);
        } else if ((flags & HAS_NAME) != 0) {
            flags &= octet == 0 ? ~HAS_NAME : flags;
        } else if ((flags & HAS_COMMENT) != 0) {
            flags &= octet == 0 ? ~HAS_COMMENT : flags;
        } else if (++checksumBytes == Short.BYTES) {
            flags &= ~HAS_CHECKSUM;
        }
    }

    private void takeFixed(int octet) {
        boolean right = switch (fixed) {
            case 0 -> octet == 0x1f;
            case 1 -> octet == 0x8b;
            case 2 -> octet == Deflater.DEFLATED;
            case FLAGS -> (octet & ~KNOWN_FLAGS) == 0;
            default -> true;
        };
        if (!right) {
            throw new MalformedDataException("what was announced as gzip is none");
        }
        if (fixed == FLAGS) {
            // The lowest one says that it is text, and brings nothing.
            flags = octet & ~1;
        }
        fixed++;
    }

    private void takeExtra(int octet) {
        if (lengthBytes < Short.BYTES) {
            extra |= octet << (Byte.SIZE * lengthBytes);
            lengthBytes++;
        } else {
            extra--;
        }
        if (lengthBytes == Short.BYTES && extra == 0) {
            flags &= ~HAS_EXTRA;
        }
    }
}
