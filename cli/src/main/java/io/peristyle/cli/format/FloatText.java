package io.peristyle.cli.format;

/**
 * Floating point numbers as the server prints them: the shortest digits that read back, plain from 10<sup>-6</sup> to
 * below 10<sup>21</sup>, else as {@code 1.5e-7} or {@code 1e21}. Not thread-safe.
 */
final class FloatText {
    private static final int LEAST_PLAIN_EXPONENT = -6;
    private static final int LEAST_SCIENTIFIC_EXPONENT = 21;

    private final ShortestDecimal shortest = new ShortestDecimal();

    void write(TextBuffer out, double value) {
        if (writeSpecial(out, value)) {
            return;
        }
        double magnitude = Math.abs(value);
        if (magnitude < 1e15 && magnitude == (long) magnitude) {
            out.putLong((long) magnitude);
            return;
        }
        shortest.find(magnitude);
        writeDigits(out);
    }

    void write(TextBuffer out, float value) {
        if (writeSpecial(out, value)) {
            return;
        }
        float magnitude = Math.abs(value);
        if (magnitude < 1e6f && magnitude == (long) magnitude) {
            out.putLong((long) magnitude);
            return;
        }
        shortest.find(magnitude);
        writeDigits(out);
    }

    /** Writes the sign of any number, and all of one without digits. */
    private static boolean writeSpecial(TextBuffer out, double value) {
        if (Double.isNaN(value)) {
            out.putAscii("nan");
            return true;
        }
        if (Double.doubleToRawLongBits(value) < 0) {
            out.put('-');
        }
        if (Double.isInfinite(value)) {
            out.putAscii("inf");
            return true;
        }
        return false;
    }

    private void writeDigits(TextBuffer out) {
        long digits = shortest.digits();
        int count = TextBuffer.digits(digits);
        int scientific = shortest.exponent() + count - 1;
        if (scientific < LEAST_PLAIN_EXPONENT || scientific >= LEAST_SCIENTIFIC_EXPONENT) {
            writePointed(out, digits, count, 1);
            out.put('e').putLong(scientific);
        } else if (scientific < 0) {
            out.putAscii("0.").put('0', -scientific - 1).putPadded(digits, count);
        } else if (shortest.exponent() >= 0) {
            out.putPadded(digits, count).put('0', shortest.exponent());
        } else {
            writePointed(out, digits, count, scientific + 1);
        }
    }

    /** Writes {@code digits} with a point behind the first {@code whole} of them, if any are left. */
    private static void writePointed(TextBuffer out, long digits, int count, int whole) {
        int start = out.length();
        out.putPadded(digits, count);
        if (count > whole) {
            out.put('0');
            System.arraycopy(out.bytes(), start + whole, out.bytes(), start + whole + 1, count - whole);
            out.bytes()[start + whole] = '.';
        }
    }
}
