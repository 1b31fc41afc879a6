package io.peristyle.packet;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireInput;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The server's error, with the error that caused it, if it sent one. Ends the answer.
 *
 * @param name the C++ class, such as {@code DB::Exception}
 * <p>Of very long texts the beginning is kept.
 *
 * @param message usually begins with the class and a colon; see {@link #plainMessage()}
 * @param stackTrace the server's; often empty
 */
public record ServerError(
        int code,
        String name,
        String message,
        String stackTrace,
        @Nullable ServerError cause) implements ServerPacket {
    static final int TYPE = 2;

    /** Servers put whole values and statements into their messages. */
    private static final int MAXIMUM_BYTES = 16 << 20;

    private static final int KEPT_BYTES = 64 << 10;
    static final int DEFAULT_MAXIMUM_DEPTH = 16;

    /** Takes an error out of {@code in} that consists of {@code maximumDepth} at most, itself and its causes. */
    static ServerError decode(ByteBuf in, int maximumDepth) {
        return decode(in, in.readerIndex(), maximumDepth, maximumDepth);
    }

    private static ServerError decode(ByteBuf in, int start, int depthLeft, int maximumDepth) {
        if (depthLeft == 0) {
            throw new MalformedDataException(
                    "an error made of more than " + maximumDepth + " errors, which is the limit");
        }
        if (in.readerIndex() - start > MAXIMUM_BYTES) {
            throw new MalformedDataException("an error over the limit of " + MAXIMUM_BYTES + " bytes");
        }
        int code = WireInput.readInt(in);
        String name = readBeginning(in, "the name of an error");
        String message = readBeginning(in, "the message of an error");
        String stackTrace = readBeginning(in, "the stack trace of an error");
        ServerError cause = WireInput.readBoolean(in) ? decode(in, start, depthLeft - 1, maximumDepth) : null;
        return new ServerError(code, name, message, stackTrace, cause);
    }

    private static String readBeginning(ByteBuf in, String what) {
        int length = WireInput.readSize(in, MAXIMUM_BYTES, what);
        if (length <= KEPT_BYTES) {
            return WireInput.readString(in, length);
        }
        ByteBuf all = WireInput.readSlice(in, length);
        int end = KEPT_BYTES;
        while (end > 0 && (all.getByte(all.readerIndex() + end) & 0xc0) == 0x80) {
            end--;
        }
        return all.toString(all.readerIndex(), end, StandardCharsets.UTF_8) + "… (" + (length - end) + " bytes more)";
    }

    /** The message without the class that it begins with. */
    public String plainMessage() {
        String prefix = name + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
