package io.peristyle.packet;

/** Packets of the server of which, at this point, there is nothing but their type. */
public enum ServerSignal implements ServerPacket {
    /** The answer to a ping. */
    PONG,

    /** The answer is over; the connection is free for the next query. */
    END_OF_STREAM,

    /** {@link TableColumns} whose body follows in compressed frames: {@link TableColumns#tryDecodeBody}. */
    FRAMED_TABLE_COLUMNS;

    static final int PONG_TYPE = 4;
    static final int END_OF_STREAM_TYPE = 5;
}
