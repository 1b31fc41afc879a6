package io.peristyle.packet;

import io.peristyle.wire.MalformedDataException;
import java.util.Locale;

/** What one side wants to do about chunked framing in one direction. */
public enum Chunking {
    NOTCHUNKED,
    CHUNKED,
    /** Rather not, but the other side decides. */
    NOTCHUNKED_OPTIONAL,
    /** Rather yes, but the other side decides. */
    CHUNKED_OPTIONAL;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in handshakes, such as {@code notchunked_optional}. */
    public String wireName() {
        return wireName;
    }

    /** The final choice in an addendum. */
    static Chunking of(boolean chunked) {
        return chunked ? CHUNKED : NOTCHUNKED;
    }

    static Chunking parse(String name) {
        for (Chunking chunking : values()) {
            if (chunking.wireName.equals(name)) {
                return chunking;
            }
        }
        throw new MalformedDataException("the server's Hello names an unknown kind of framing");
    }

    /** Whether packets are chunked when this is the server's wish and {@code client} the client's. */
    public boolean agreedWith(Chunking client) {
        if (isOptional()) {
            return client.wantsChunks();
        }
        if (!client.isOptional() && client != this) {
            throw new MalformedDataException(
                    "the server insists on " + wireName + " packets and the client on " + client.wireName);
        }
        return wantsChunks();
    }

    private boolean isOptional() {
        return this == NOTCHUNKED_OPTIONAL || this == CHUNKED_OPTIONAL;
    }

    private boolean wantsChunks() {
        return this == CHUNKED || this == CHUNKED_OPTIONAL;
    }
}
