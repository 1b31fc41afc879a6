package io.peristyle.benchmarks.stub;

import java.nio.charset.StandardCharsets;

/** What is to be seen in the bytes of a request, whatever its protocol. */
final class Request {
    /** Neither a point nor the number one. */
    static final int OTHER = -1;

    /** {@code SELECT 1}. */
    static final int ONE = 0;

    private static final int ID_DIGITS = 7;
    private static final byte[] SELECT_ONE = "SELECT 1".getBytes(StandardCharsets.US_ASCII);

    private Request() {}

    /**
     * The id of the point that is asked for: the last number of seven digits behind a space, a quote or an equals sign. What
     * looks like one within a query's identifier ends in a letter.
     */
    static int subject(byte[] in, int length) {
        int digits = 0;
        for (int i = length - 1; i >= 0; i--) {
            byte c = in[i];
            if (c >= '0' && c <= '9') {
                digits++;
                continue;
            }
            if (digits == ID_DIGITS && (c == ' ' || c == '\'' || c == '=')) {
                int end = i + 1 + ID_DIGITS;
                if (end == length || !isLetter(in[end])) {
                    return number(in, i + 1);
                }
            }
            digits = 0;
        }
        return lastIndexOf(SELECT_ONE, in, length) >= 0 ? ONE : OTHER;
    }

    private static boolean isLetter(byte c) {
        return (c | 32) >= 'a' && (c | 32) <= 'z';
    }

    private static int number(byte[] in, int at) {
        int number = 0;
        for (int i = at; i < at + ID_DIGITS; i++) {
            number = number * 10 + (in[i] - '0');
        }
        return number;
    }

    /** Where {@code what} stands for the last time; -1 if nowhere. */
    static int lastIndexOf(byte[] what, byte[] in, int length) {
        for (int at = length - what.length; at >= 0; at--) {
            if (matches(what, in, at)) {
                return at;
            }
        }
        return -1;
    }

    /** Whether {@code what} stands at {@code at}. */
    static boolean matches(byte[] what, byte[] in, int at) {
        if (at < 0 || at + what.length > in.length) {
            return false;
        }
        for (int i = 0; i < what.length; i++) {
            if (in[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
