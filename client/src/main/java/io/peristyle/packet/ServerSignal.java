package io.peristyle.packet;

/** Packets of the server of which, at this point, there is nothing but their type. */
public enum ServerSignal implements ServerPacket {
    /** The answer to a ping. */
    PONG {
        @Override
        public void deliver(ServerPacketHandler handler) {
            handler.onPong();
        }
    },

    /** The answer is over; the connection is free for the next query. */
    END_OF_STREAM {
        @Override
        public void deliver(ServerPacketHandler handler) {
            handler.onEndOfStream();
        }
    },

    /** {@link TableColumns} whose body follows in compressed frames: {@link TableColumns#tryDecodeBody}. */
    FRAMED_TABLE_COLUMNS {
        @Override
        public void deliver(ServerPacketHandler handler) {
            handler.onFramedTableColumns();
        }
    };

    static final int PONG_TYPE = 4;
    static final int END_OF_STREAM_TYPE = 5;
}
