package io.peristyle.packet;

import static io.peristyle.wire.WireInput.readString;

import io.netty.buffer.ByteBuf;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireInput;
import org.jspecify.annotations.Nullable;

/**
 * The server's error, with the error that caused it, if it sent one. Ends the answer.
 *
 * @param name the C++ class, such as {@code DB::Exception}
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

    private static final int MAXIMUM_STRING_BYTES = 1 << 20;
    private static final int MAXIMUM_BYTES = 4 << 20;
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
        String name = readString(in, MAXIMUM_STRING_BYTES, "the name of an error");
        String message = readString(in, MAXIMUM_STRING_BYTES, "the message of an error");
        String stackTrace = readString(in, MAXIMUM_STRING_BYTES, "the stack trace of an error");
        ServerError cause = WireInput.readBoolean(in) ? decode(in, start, depthLeft - 1, maximumDepth) : null;
        return new ServerError(code, name, message, stackTrace, cause);
    }

    /** The message without the class that it begins with. */
    public String plainMessage() {
        String prefix = name + ": ";
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
