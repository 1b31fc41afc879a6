package io.peristyle.compress;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * CityHash128 as in release 1.0.2, which ClickHouse froze; later releases give other values. Holds the result of the
 * last {@link #hash}, so that hashing allocates nothing. Not thread-safe.
 *
 * <h2>Implementation note</h2>
 *
 * Four stages: the first 16 bytes become the seed; less than 128 further bytes take the variant in the manner of
 * Murmur; more go through rounds of 128 bytes, then through the tail, 32 bytes at a time from the end backwards. The
 * last step of the tail may read bytes that the rounds have hashed already.
 *
 * <p>The state of the rounds is kept in local variables, since fields would be written back after each step.
 */
public final class CityHash128 {
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long K0 = 0xc3a5c85c97cb3127L;
    private static final long K1 = 0xb492b66fbe98f273L;
    private static final long K2 = 0x9ae16a3b2f90404fL;
    private static final long K3 = 0xc949d7c7509e6557L;
    private static final long MIX = 0x9ddfea08eb382d69L;

    private static final int ROUND = 128;
    private static final int SEED = 16;

    private long low;
    private long high;

    /** Hashes {@code length} bytes of {@code in} from index {@code offset}; position and byte order play no part. */
    public void hash(ByteBuffer in, int offset, int length) {
        if (length >= SEED) {
            hash(in, offset + SEED, length - SEED, word(in, offset) ^ K3, word(in, offset + 8));
        } else if (length >= 8) {
            murmur(in, offset, 0, word(in, offset) ^ (length * K0), word(in, offset + length - 8) ^ K1);
        } else {
            murmur(in, offset, length, K0, K1);
        }
    }

    /** The low 64 bits, which come first on the wire. */
    public long low() {
        return low;
    }

    /** The high 64 bits. */
    public long high() {
        return high;
    }

    private void hash(ByteBuffer in, int offset, int length, long seedLow, long seedHigh) {
        if (length < ROUND) {
            murmur(in, offset, length, seedLow, seedHigh);
        } else {
            rounds(in, offset, length, seedLow, seedHigh);
        }
    }

    private void rounds(ByteBuffer in, int offset, int length, long seedLow, long seedHigh) {
        long x = seedLow;
        long y = seedHigh;
        long z = length * K1;
        long v1 = Long.rotateRight(y ^ K1, 49) * K1 + word(in, offset);
        long v2 = Long.rotateRight(v1, 42) * K1 + word(in, offset + 8);
        long w1 = Long.rotateRight(y + z, 35) * K1 + x;
        long w2 = Long.rotateRight(x + word(in, offset + 88), 53) * K1;

        int end = offset + (length & -ROUND);
        for (int at = offset; at < end; at += 64) {
            x = Long.rotateRight(x + y + v1 + word(in, at + 16), 37) * K1 ^ w2;
            y = Long.rotateRight(y + v2 + word(in, at + 48), 42) * K1 ^ v1;
            z = Long.rotateRight(z ^ w1, 33);

            // Two weak hashes of 32 bytes each, with the seeds (v2 * K1, x + w1) and (z + w2, y).
            long a = v2 * K1 + word(in, at);
            long b = x + w1;
            long c = a + word(in, at + 8) + word(in, at + 16);
            long d = word(in, at + 24);
            v2 = Long.rotateRight(b + a + d, 21) + Long.rotateRight(c, 44) + a;
            v1 = c + d;

            a = z + w2 + word(in, at + 32);
            c = a + word(in, at + 40) + word(in, at + 48);
            d = word(in, at + 56);
            w2 = Long.rotateRight(y + a + d, 21) + Long.rotateRight(c, 44) + a;
            w1 = c + d;

            long swap = z;
            z = x;
            x = swap;
        }

        y += Long.rotateRight(w1, 37) * K0 + z;
        x += Long.rotateRight(v1 + z, 49) * K0;
        int rest = length & (ROUND - 1);
        for (int done = 32; done < rest + 32; done += 32) {
            int at = end + rest - done;
            y = Long.rotateRight(y - x, 42) * K0 + v2;
            w1 += word(in, at + 16);
            x = Long.rotateRight(x, 49) * K0 + w1;
            w1 += v1;

            long a = v1 + word(in, at);
            long c = a + word(in, at + 8) + word(in, at + 16);
            long d = word(in, at + 24);
            v2 = Long.rotateRight(v2 + a + d, 21) + Long.rotateRight(c, 44) + a;
            v1 = c + d;
        }

        x = mix(x, v1);
        y = mix(y, w1);
        low = mix(x + v2, w2) + y;
        high = mix(x + w2, y + v2);
    }

    private void murmur(ByteBuffer in, int offset, int length, long seedLow, long seedHigh) {
        long a = seedLow;
        long b = seedHigh;
        long c;
        long d;
        if (length <= 16) {
            a = shiftMix(a * K1) * K1;
            c = b * K1 + upTo16(in, offset, length);
            d = shiftMix(a + (length >= 8 ? word(in, offset) : c));
        } else {
            c = mix(word(in, offset + length - 8) + K1, a);
            d = mix(b + length, c + word(in, offset + length - 16));
            a += d;
            for (int at = offset; at < offset + length - 16; at += 16) {
                a = (a ^ shiftMix(word(in, at) * K1) * K1) * K1;
                b ^= a;
                c = (c ^ shiftMix(word(in, at + 8) * K1) * K1) * K1;
                d ^= c;
            }
        }
        a = mix(a, c);
        b = mix(d, b);
        low = a ^ b;
        high = mix(b, a);
    }

    private static long upTo16(ByteBuffer in, int offset, int length) {
        if (length > 8) {
            long last = word(in, offset + length - 8);
            return mix(word(in, offset), Long.rotateRight(last + length, length)) ^ last;
        }
        if (length >= 4) {
            long first = (int) INTS.get(in, offset) & 0xffffffffL;
            long last = (int) INTS.get(in, offset + length - 4) & 0xffffffffL;
            return mix(length + (first << 3), last);
        }
        if (length > 0) {
            int first = in.get(offset) & 0xff;
            int middle = in.get(offset + (length >> 1)) & 0xff;
            int last = in.get(offset + length - 1) & 0xff;
            int y = first + (middle << 8);
            int z = length + (last << 2);
            return shiftMix(y * K2 ^ z * K3) * K2;
        }
        return K2;
    }

    private static long mix(long u, long v) {
        long a = (u ^ v) * MIX;
        a ^= a >>> 47;
        long b = (v ^ a) * MIX;
        b ^= b >>> 47;
        return b * MIX;
    }

    private static long shiftMix(long value) {
        return value ^ (value >>> 47);
    }

    private static long word(ByteBuffer in, int index) {
        return (long) LONGS.get(in, index);
    }
}
