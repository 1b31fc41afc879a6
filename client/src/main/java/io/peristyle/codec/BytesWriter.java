package io.peristyle.codec;

import io.netty.buffer.ByteBuf;
import io.peristyle.column.BytesColumn;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Appends values as lengths and bytes, gathered in an array first: a buffer's single writes cost more than they move. */
final class BytesWriter {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final int STAGE = 1 << 14;
    private static final int LONGEST_VAR_UINT = 5;

    private final ByteBuf out;
    private final byte[] stage;
    private int staged;

    private BytesWriter(ByteBuf out, int stage) {
        this.out = out;
        this.stage = new byte[stage];
    }

    static void write(ByteBuf out, BytesColumn column, int from, int to) {
        if (from == to) {
            return;
        }
        long most = column.end(to - 1) - column.start(from) + (long) LONGEST_VAR_UINT * (to - from);
        BytesWriter writer = new BytesWriter(out, (int) Math.min(most, STAGE));
        int start = column.start(from);
        for (int row = from; row < to; row++) {
            int end = column.end(row);
            writer.write(column.bytes(), start, end - start);
            start = end;
        }
        writer.flush();
    }

    private void write(byte[] bytes, int start, int length) {
        if (staged + LONGEST_VAR_UINT + (long) length > stage.length) {
            flush();
        }
        int rest = length;
        while (rest > 0x7f) {
            stage[staged++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        stage[staged++] = (byte) rest;
        if (length > stage.length - staged) {
            flush();
            out.writeBytes(bytes, start, length);
        } else {
            copy(bytes, start, length);
            staged += length;
        }
    }

    /** Of a short value two words and whatever is in them, where both arrays have them: the next value writes over the rest. */
    private void copy(byte[] bytes, int start, int length) {
        if (length <= 2 * Long.BYTES
                && start + 2 * Long.BYTES <= bytes.length
                && staged + 2 * Long.BYTES <= stage.length) {
            WORDS.set(stage, staged, (long) WORDS.get(bytes, start));
            WORDS.set(stage, staged + Long.BYTES, (long) WORDS.get(bytes, start + Long.BYTES));
        } else {
            System.arraycopy(bytes, start, stage, staged, length);
        }
    }

    private void flush() {
        out.writeBytes(stage, 0, staged);
        staged = 0;
    }
}
