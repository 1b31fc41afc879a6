package io.peristyle.cli.format;

/** Identifiers and addresses of fixed width, from the bytes of the wire. */
final class AddressText {
    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    private static final int GROUPS = 8;

    private AddressText() {}

    /** Writes a {@code UUID}: two halves, each little-endian. */
    static void writeUuid(TextBuffer out, byte[] bytes, int from) {
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                out.put('-');
            }
            int b = bytes[from + (i < 8 ? 7 - i : 23 - i)];
            out.put((char) HEX[b >> 4 & 15]).put((char) HEX[b & 15]);
        }
    }

    static void writeIpv4(TextBuffer out, int address) {
        out.putLong(address >>> 24).put('.').putLong(address >>> 16 & 255).put('.');
        out.putLong(address >>> 8 & 255).put('.').putLong(address & 255);
    }

    /**
     * Writes an {@code IPv6}. The first of the longest runs of two zero groups or more shrinks to {@code ::}; an address
     * whose first 96 bits say that an IPv4 address follows ends in that one's form.
     */
    static void writeIpv6(TextBuffer out, byte[] bytes, int from) {
        int run = longestZeroRun(bytes, from);
        int runLength = run < 0 ? 0 : zeros(bytes, from, run);
        for (int i = 0; i < GROUPS; i++) {
            if (i == run) {
                out.put(':');
                i += runLength - 1;
                if (i == GROUPS - 1) {
                    out.put(':');
                }
                continue;
            }
            if (i > 0) {
                out.put(':');
            }
            boolean mapped = run == 0 && (runLength == 6 || (runLength == 5 && group(bytes, from, 5) == 0xffff));
            if (i == 6 && mapped) {
                writeIpv4(out, group(bytes, from, 6) << 16 | group(bytes, from, 7));
                return;
            }
            writeGroup(out, group(bytes, from, i));
        }
    }

    private static int longestZeroRun(byte[] bytes, int from) {
        int best = -1;
        int bestLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zeros(bytes, from, i);
            if (length > bestLength) {
                best = i;
                bestLength = length;
            }
            i += length;
        }
        return best;
    }

    private static int zeros(byte[] bytes, int from, int group) {
        int end = group;
        while (end < GROUPS && group(bytes, from, end) == 0) {
            end++;
        }
        return end - group;
    }

    private static int group(byte[] bytes, int from, int group) {
        return ((bytes[from + 2 * group] & 255) << 8) | (bytes[from + 2 * group + 1] & 255);
    }

    private static void writeGroup(TextBuffer out, int group) {
        boolean started = false;
        for (int shift = 12; shift >= 0; shift -= 4) {
            int digit = group >> shift & 15;
            if (started || digit != 0 || shift == 0) {
                out.put((char) HEX[digit]);
                started = true;
            }
        }
    }
}
