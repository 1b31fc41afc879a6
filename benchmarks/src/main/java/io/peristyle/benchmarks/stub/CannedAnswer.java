package io.peristyle.benchmarks.stub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** An answer that a real server gave, to be given again with another row's values. */
final class CannedAnswer {
    private static final int EPOCH = 1_700_000_000;
    private static final int NAME_DIGITS = 7;

    private final byte[] bytes;
    private final int id;
    private final int name;
    private final int ts;
    private final int score;

    /** The answer to a request with this subject. */
    CannedAnswer(byte[] bytes, int subject) throws IOException {
        this.bytes = bytes;
        if (subject == Request.ONE) {
            id = -1;
            name = -1;
            ts = -1;
            score = -1;
            return;
        }
        id = place(littleEndian(8).putLong(0, subject).array());
        name = place(("name_" + subject).getBytes(StandardCharsets.US_ASCII)) + "name_".length();
        ts = place(littleEndian(4).putInt(0, EPOCH + subject).array());
        score = place(littleEndian(8).putDouble(0, subject / 4.0).array());
    }

    private static ByteBuffer littleEndian(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private int place(byte[] value) throws IOException {
        int at = Request.lastIndexOf(value, bytes, bytes.length);
        if (at < 0 || Request.lastIndexOf(value, bytes, at) >= 0) {
            throw new IOException("the row's values are not to be found in the server's answer of " + bytes.length
                    + " bytes: " + new String(bytes, StandardCharsets.ISO_8859_1));
        }
        return at;
    }

    void write(int subject, ByteBuffer out) {
        int start = out.position();
        out.put(bytes);
        if (id < 0) {
            return;
        }
        out.order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(start + id, subject);
        out.putInt(start + ts, EPOCH + subject);
        out.putDouble(start + score, subject / 4.0);
        int rest = subject;
        for (int i = NAME_DIGITS - 1; i >= 0; i--) {
            out.put(start + name + i, (byte) ('0' + rest % 10));
            rest /= 10;
        }
    }
}
