package io.peristyle.cli.format;

import java.math.BigInteger;

/** Decimals: an integer with a point {@code scale} digits before its end. */
final class DecimalText {
    private final int scale;
    private final boolean trailingZeros;

    DecimalText(int scale, boolean trailingZeros) {
        this.scale = scale;
        this.trailingZeros = trailingZeros;
    }

    void write(TextBuffer out, long unscaled) {
        if (unscaled < 0) {
            out.put('-');
        }
        int start = out.length();
        out.putUnsigned(Math.abs(unscaled));
        point(out, start);
    }

    void write(TextBuffer out, BigInteger unscaled) {
        if (unscaled.signum() < 0) {
            out.put('-');
        }
        int start = out.length();
        out.putAscii(unscaled.abs().toString());
        point(out, start);
    }

    /** Sets the point in the digits that begin at {@code start}. */
    private void point(TextBuffer out, int start) {
        if (scale == 0) {
            return;
        }
        int missing = scale + 1 - (out.length() - start);
        if (missing > 0) {
            shift(out, start, missing, '0');
        }
        int at = out.length() - scale;
        shift(out, at, 1, '.');
        if (!trailingZeros) {
            int end = out.length();
            while (end > at + 1 && out.byteAt(end - 1) == '0') {
                end--;
            }
            out.truncate(end == at + 1 ? at : end);
        }
    }

    private static void shift(TextBuffer out, int at, int by, char filler) {
        int moved = out.length() - at;
        out.put(filler, by);
        System.arraycopy(out.bytes(), at, out.bytes(), at + by, moved);
        for (int i = 0; i < by; i++) {
            out.bytes()[at + i] = (byte) filler;
        }
    }
}
