package io.peristyle.transport.http;

import io.peristyle.codec.CodecRegistry;
import io.peristyle.query.ServerInfo;
import io.peristyle.revision.Revision;
import io.peristyle.type.ZoneNames;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * What has to be known of a server to talk to it.
 *
 * @param server what it says of itself; the revision of its blocks is {@link ServerInfo#negotiatedRevision()}
 * @param codecs of the blocks that it sends
 * @param insertCodecs of the blocks that it is sent, whose layout is that of {@link Revision#NONE}
 * @param takesSettings whether it is known to let the user change settings
 * @param takesThreads whether it is known to let the user choose {@code max_threads}, of which the user has no own number
 */
record ServerProfile(
        ServerInfo server,
        CodecRegistry codecs,
        CodecRegistry insertCodecs,
        boolean takesSettings,
        boolean takesThreads) {
    private static final int DICTIONARIES_OF_NOTHING_BEFORE = version(19, 1);
    private static final int FRAMED_ANSWERS_SINCE = version(20, 1);
    private static final int ZSTD_ENCODING_SINCE = version(22, 1);
    private static final int PARAMETERS_SINCE = version(20, 1);

    /** From here on all that a block's layout depends on is there, whatever the exact revision of the protocol. */
    private static final int LAYOUTS_SINCE = version(23, 1);

    /** Servers from the one to the other lose the header that names the coding once they have told of progress. */
    private static final int CODING_LOST_SINCE = version(24, 3);

    private static final int CODING_KEPT_SINCE = version(24, 10);

    private static final int MARKED_ERRORS_SINCE = version(25, 11);

    /** A server about which nothing is known yet, to ask it. */
    static ServerProfile unknown() {
        ServerInfo nothing = new ServerInfo("", "", "0.0", 0, Revision.NONE, ZoneOffset.UTC);
        return of(nothing, false, false, false);
    }

    /**
     * @param build the revision of the server's build, which is at least that of its protocol; 0 if it does not tell
     * @param takesSettings whether it lets the user change settings
     * @param takesThreads whether it lets the user choose the number of threads, of which the user has none of their own
     * @throws DateTimeException if the zone is unknown to this JVM
     */
    static ServerProfile of(
            String displayName, String version, String zone, int build, boolean takesSettings, boolean takesThreads) {
        ZoneId timeZone = ZoneNames.zone(zone);
        int revision = parse(version) >= LAYOUTS_SINCE ? Math.min(Revision.NEWEST, build) : Revision.NONE;
        ServerInfo server = new ServerInfo("ClickHouse", displayName, version, build, revision, timeZone);
        return of(
                server, parse(version) < DICTIONARIES_OF_NOTHING_BEFORE, takesSettings, takesSettings && takesThreads);
    }

    private static ServerProfile of(
            ServerInfo server, boolean dictionariesOfNothing, boolean takesSettings, boolean takesThreads) {
        return new ServerProfile(
                server,
                new CodecRegistry(server.timeZone(), dictionariesOfNothing, server.negotiatedRevision()),
                new CodecRegistry(server.timeZone(), dictionariesOfNothing, Revision.NONE),
                takesSettings,
                takesThreads);
    }

    int revision() {
        return server.negotiatedRevision();
    }

    /** Whether parameters may travel beside the statement. */
    boolean takesParameters() {
        return parse(server.version()) >= PARAMETERS_SINCE;
    }

    /** Whether answers may come in frames: 18.16 loses the end of those, and does not say so. */
    boolean framesAnswers() {
        return parse(server.version()) >= FRAMED_ANSWERS_SINCE;
    }

    /** Whether answers may be ZSTD as HTTP has it. */
    boolean encodesZstd() {
        return parse(server.version()) >= ZSTD_ENCODING_SINCE;
    }

    /** Whether the coding of an answer is told also if progress was told before. */
    boolean tellsCodingAfterProgress() {
        int version = parse(server.version());
        return version < CODING_LOST_SINCE || version >= CODING_KEPT_SINCE;
    }

    /** Whether an error in the middle of an answer can be told from data. */
    boolean marksErrors() {
        return parse(server.version()) >= MARKED_ERRORS_SINCE;
    }

    private static int version(int major, int minor) {
        return major * 1000 + minor;
    }

    private static int parse(String version) {
        String[] parts = version.split("\\.", 3);
        try {
            return version(Integer.parseInt(parts[0]), parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
