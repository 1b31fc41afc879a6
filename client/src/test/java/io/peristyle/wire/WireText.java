package io.peristyle.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes written for people: hexadecimal digits, text in double quotes, bars and spaces for looks. */
public final class WireText {
    private static final Pattern TOKEN = Pattern.compile("\"([^\"]*)\"|([0-9a-f]+)|[\\s|]+");

    private WireText() {}

    /** The bytes of {@code text}. */
    public static byte[] bytes(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Matcher matcher = TOKEN.matcher(text);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            if (matcher.group(1) != null) {
                out.writeBytes(matcher.group(1).getBytes(StandardCharsets.UTF_8));
            } else if (matcher.group(2) != null) {
                out.writeBytes(HexFormat.of().parseHex(matcher.group(2)));
            }
            end = matcher.end();
        }
        if (end != text.length()) {
            throw new IllegalArgumentException("unreadable at " + end + ": " + text);
        }
        return out.toByteArray();
    }

    /** A heap buffer with the bytes of {@code text}. */
    public static ByteBuf buffer(String text) {
        return Unpooled.wrappedBuffer(bytes(text));
    }

    /** The readable bytes of {@code buffer}. */
    public static byte[] bytes(ByteBuf buffer) {
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.getBytes(buffer.readerIndex(), bytes);
        return bytes;
    }
}
