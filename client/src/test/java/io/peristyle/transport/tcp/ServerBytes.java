package io.peristyle.transport.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.peristyle.revision.Revision;
import io.peristyle.wire.WireOutput;
import java.util.function.Consumer;

/** What servers send, packet by packet, for scripts. */
public final class ServerBytes {
    private ServerBytes() {}

    /** A Hello of the newest revision that both sides know, without chunks. */
    public static byte[] hello() {
        return hello(Revision.NEWEST, "notchunked", "notchunked");
    }

    /** A Hello of a server that speaks {@code revision}, which is at least the client's newest. */
    public static byte[] hello(int revision, String sending, String receiving) {
        return bytes(out -> {
            WireOutput.writeVarUInt(out, 0);
            WireOutput.writeString(out, "ClickHouse");
            WireOutput.writeVarUInt(out, 26);
            WireOutput.writeVarUInt(out, 7);
            WireOutput.writeVarUInt(out, revision);
            WireOutput.writeVarUInt(out, 8);
            WireOutput.writeString(out, "UTC");
            WireOutput.writeString(out, "scripted");
            WireOutput.writeVarUInt(out, 2);
            WireOutput.writeString(out, sending);
            WireOutput.writeString(out, receiving);
            WireOutput.writeVarUInt(out, 0);
            out.writeLongLE(1);
            WireOutput.writeString(out, "");
            WireOutput.writeVarUInt(out, 3);
            WireOutput.writeVarUInt(out, 8);
        });
    }

    public static byte[] error(int code, String message) {
        return bytes(out -> {
            WireOutput.writeVarUInt(out, 2);
            out.writeIntLE(code);
            WireOutput.writeString(out, "DB::Exception");
            WireOutput.writeString(out, "DB::Exception: " + message);
            WireOutput.writeString(out, "a trace");
            out.writeByte(0);
        });
    }

    /** A Data packet with one column {@code n Int32}; without values the header. */
    public static byte[] data(int... values) {
        return bytes(out -> {
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeString(out, "");
            out.writeByte(0);
            WireOutput.writeVarUInt(out, 1);
            WireOutput.writeVarUInt(out, values.length);
            WireOutput.writeString(out, "n");
            WireOutput.writeString(out, "Int32");
            out.writeByte(0);
            for (int value : values) {
                out.writeIntLE(value);
            }
        });
    }

    public static byte[] progress(int rows) {
        return bytes(out -> {
            out.writeByte(3);
            WireOutput.writeVarUInt(out, rows);
            out.writeZero(6);
        });
    }

    public static byte[] endOfStream() {
        return new byte[] {5};
    }

    public static byte[] pong() {
        return new byte[] {4};
    }

    /** Cuts packets into chunks of {@code size} bytes. */
    public static byte[] chunked(int size, byte[]... packets) {
        return bytes(out -> {
            for (byte[] packet : packets) {
                for (int at = 0; at < packet.length; at += size) {
                    int length = Math.min(size, packet.length - at);
                    out.writeIntLE(length);
                    out.writeBytes(packet, at, length);
                }
                out.writeIntLE(0);
            }
        });
    }

    public static byte[] join(byte[]... parts) {
        return bytes(out -> {
            for (byte[] part : parts) {
                out.writeBytes(part);
            }
        });
    }

    /** What {@code writer} writes. */
    public static byte[] bytes(Consumer<ByteBuf> writer) {
        ByteBuf out = Unpooled.buffer();
        writer.accept(out);
        return ByteBufUtil.getBytes(out);
    }
}
