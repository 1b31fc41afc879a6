package io.peristyle.packet;

/** What to do with each kind of packet from the server. */
public interface ServerPacketHandler {
    void onHello(ServerHello hello);

    void onError(ServerError error);

    /** A block follows, and is to be read before the next packet. */
    void onBlock(BlockHeader header);

    void onProgress(Progress progress);

    void onProfileInfo(ProfileInfo info);

    void onTableColumns(TableColumns columns);

    /** The body of {@link TableColumns} follows in compressed frames, and is to be read before the next packet. */
    void onFramedTableColumns();

    void onTimezoneUpdate(TimezoneUpdate update);

    void onPartUUIDs(PartUUIDs ids);

    void onPong();

    void onEndOfStream();
}
