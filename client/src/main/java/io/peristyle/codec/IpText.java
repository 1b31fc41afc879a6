package io.peristyle.codec;

import org.jspecify.annotations.Nullable;

/** The texts of IP addresses; nothing here ever asks a name server. */
final class IpText {
    private static final int GROUPS = 8;

    private IpText() {}

    /** The address as its four bytes, highest first, in an int; −1 in a long if {@code text} is no such address. */
    static long parseIpv4(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 4) {
            return -1;
        }
        long address = 0;
        for (String part : parts) {
            int number = number(part, 10, 3);
            if (number < 0 || number > 255 || (part.length() > 1 && part.charAt(0) == '0')) {
                return -1;
            }
            address = address << 8 | number;
        }
        return address;
    }

    /** The sixteen bytes of the address in the order of the network; null if {@code text} is no such address. */
    static byte @Nullable [] parseIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            byte[] all = groups(text);
            return all != null && all.length == 2 * GROUPS ? all : null;
        }
        byte[] head = groups(text.substring(0, gap));
        byte[] tail = groups(text.substring(gap + 2));
        if (head == null || tail == null || head.length + tail.length >= 2 * GROUPS || hasDot(text, gap)) {
            return null;
        }
        byte[] address = new byte[2 * GROUPS];
        System.arraycopy(head, 0, address, 0, head.length);
        System.arraycopy(tail, 0, address, address.length - tail.length, tail.length);
        return address;
    }

    private static boolean hasDot(String text, int before) {
        int dot = text.indexOf('.');
        return dot >= 0 && dot < before;
    }

    private static byte @Nullable [] groups(String text) {
        if (text.isEmpty()) {
            return new byte[0];
        }
        String[] parts = text.split(":", -1);
        boolean ipv4 = text.indexOf('.') >= 0;
        byte[] bytes = new byte[2 * (ipv4 ? parts.length + 1 : parts.length)];
        if (bytes.length > 2 * GROUPS) {
            return null;
        }
        for (int i = 0; i < parts.length; i++) {
            boolean last = ipv4 && i == parts.length - 1;
            long value = last ? parseIpv4(parts[i]) : number(parts[i], 16, 4);
            if (value < 0) {
                return null;
            }
            for (int end = last ? 2 * i + 3 : 2 * i + 1, at = end; at >= 2 * i; at--, value >>= 8) {
                bytes[at] = (byte) value;
            }
        }
        return bytes;
    }

    /** The number of at most {@code digits} digits; −1 if {@code text} is none. */
    private static int number(String text, int radix, int digits) {
        if (text.isEmpty() || text.length() > digits) {
            return -1;
        }
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int digit = c < 0x80 ? Character.digit(c, radix) : -1;
            if (digit < 0) {
                return -1;
            }
            number = number * radix + digit;
        }
        return number;
    }

    static String formatIpv4(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xff) + "." + (address >>> 8 & 0xff) + "." + (address & 0xff);
    }

    /** The text as the server prints it: the longest run of zeros left out, an IPv4 address at the end with points. */
    static String formatIpv6(byte[] bytes, int at) {
        int[] groups = new int[GROUPS];
        for (int i = 0; i < GROUPS; i++) {
            groups[i] = (bytes[at + 2 * i] & 0xff) << 8 | (bytes[at + 2 * i + 1] & 0xff);
        }
        int gap = -1;
        int gapLength = 1;
        for (int i = 0; i < GROUPS; i++) {
            int length = zeros(groups, i);
            if (length > gapLength) {
                gap = i;
                gapLength = length;
            }
        }
        if (gap == 0 && (gapLength == 6 || (gapLength == 5 && groups[5] == 0xffff))) {
            return (gapLength == 6 ? "::" : "::ffff:") + formatIpv4(groups[6] << 16 | groups[7]);
        }
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS; i++) {
            if (i == gap) {
                text.append("::");
                i += gapLength - 1;
            } else {
                text.append(text.isEmpty() || text.charAt(text.length() - 1) == ':' ? "" : ":")
                        .append(Integer.toHexString(groups[i]));
            }
        }
        return text.toString();
    }

    private static int zeros(int[] groups, int from) {
        int to = from;
        while (to < GROUPS && groups[to] == 0) {
            to++;
        }
        return to - from;
    }
}
