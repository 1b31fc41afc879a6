package io.peristyle.wire;

/**
 * Bytes that the protocol does not allow, or a value over a limit. Says what was wrong; where and for whom is added by
 * the transport, which turns it into a {@code ProtocolException}. The connection is out of step and has to be closed.
 */
public final class MalformedDataException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MalformedDataException(String message) {
        super(message);
    }

    public MalformedDataException(String message, Throwable cause) {
        super(message, cause);
    }
}
