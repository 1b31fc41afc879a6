package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.VarUIntReader;

/**
 * Skips what stands before a block: numbered fields of interest to servers only, until the number 0.
 *
 * <pre>
 * 01 00 | 02 ff ff ff ff | 03 00 | 00
 * </pre>
 */
final class BlockInfoReader {
    private static final int MAXIMUM_BUCKETS = 256;

    private enum Stage {
        FIELD,
        BUCKET_COUNT,
        VALUE
    }

    private final int revision;
    private final VarUIntReader number = new VarUIntReader();
    private Stage stage = Stage.FIELD;
    private int bytesLeft;

    BlockInfoReader(int revision) {
        this.revision = revision;
    }

    /** Reads on; true when the end was read. The next call begins anew. */
    boolean read(ByteBuf in) {
        while (true) {
            if (stage == Stage.VALUE) {
                int skipped = Math.min(bytesLeft, in.readableBytes());
                in.skipBytes(skipped);
                bytesLeft -= skipped;
                if (bytesLeft > 0) {
                    return false;
                }
                stage = Stage.FIELD;
            } else if (!number.read(in)) {
                return false;
            } else if (stage == Stage.BUCKET_COUNT) {
                buckets(number.value());
            } else if (number.value() == 0) {
                return true;
            } else {
                field(number.value());
            }
        }
    }

    private void field(long field) {
        if (field == 1) {
            expect(Byte.BYTES);
        } else if (field == 2) {
            expect(Integer.BYTES);
        } else if (field == 3 && Revision.OUT_OF_ORDER_BUCKETS.in(revision)) {
            stage = Stage.BUCKET_COUNT;
        } else {
            throw new MalformedDataException(
                    "field " + Long.toUnsignedString(field) + " before a block; its layout is not known");
        }
    }

    private void buckets(long count) {
        if (count < 0 || count > MAXIMUM_BUCKETS) {
            throw new MalformedDataException(
                    Long.toUnsignedString(count) + " buckets before a block; the limit is " + MAXIMUM_BUCKETS);
        }
        expect((int) count * Integer.BYTES);
    }

    private void expect(int bytes) {
        bytesLeft = bytes;
        stage = Stage.VALUE;
    }
}
