package io.peristyle.packet;

import static io.peristyle.wire.WireInput.readSize;
import static io.peristyle.wire.WireInput.readString;
import static io.peristyle.wire.WireInput.readVarUInt;

import io.netty.buffer.ByteBuf;
import io.peristyle.revision.Revision;
import io.peristyle.wire.MalformedDataException;
import io.peristyle.wire.WireInput;
import java.util.Set;

/**
 * The server's answer to a login that it accepts.
 *
 * <p>Fields stand in the order of the wire, which is not the order of their revisions. Password rules, most settings and
 * what only servers tell each other are read and dropped.
 *
 * @param timezone the server's time zone; empty if it sent none
 * @param displayName the server's name for people; empty if it sent none
 * @param sending how the server wants to frame its packets
 * @param receiving how the server wants the client's packets framed
 * @param readOnly whether it says that the user may change no setting
 * @param setsThreads whether it says that the user has a number of threads, or views that are written at once, of its own
 */
public record ServerHello(
        ServerVersion version,
        String timezone,
        String displayName,
        Chunking sending,
        Chunking receiving,
        boolean readOnly,
        boolean setsThreads)
        implements ServerPacket {
    static final int TYPE = 0;

    /** Who has one of them has chosen how many threads an insert gets. */
    private static final Set<String> THREAD_SETTINGS =
            Set.of("max_threads", "parallel_view_processing", "use_async_executor_for_materialized_views");

    private static final int MAXIMUM_STRING_BYTES = 4096;
    private static final int MAXIMUM_RULES = 256;
    private static final int MAXIMUM_SETTINGS = 10_000;
    private static final int MAXIMUM_VALUE_BYTES = 1 << 20;
    private static final int MAXIMUM_BYTES = 4 << 20;

    static ServerHello decode(ByteBuf in, int clientRevision) {
        int start = in.readerIndex();
        String name = text(in, "the server's name");
        int major = number(in, "the server's version");
        int minor = number(in, "the server's version");
        int serverRevision = number(in, "the server's revision");
        int revision = Revision.negotiated(clientRevision, serverRevision);
        if (Revision.PARALLEL_REPLICAS_VERSION.in(revision)) {
            readVarUInt(in);
        }
        String timezone = Revision.SERVER_TIMEZONE.in(revision) ? text(in, "the server's time zone") : "";
        String displayName = Revision.DISPLAY_NAME.in(revision) ? text(in, "the server's display name") : "";
        int patch = Revision.VERSION_PATCH.in(revision) ? number(in, "the server's version") : serverRevision;
        Chunking sending = chunking(in, revision);
        Chunking receiving = chunking(in, revision);
        UserSettings settings = readRest(in, revision, start);
        return new ServerHello(
                new ServerVersion(name, major, minor, patch, serverRevision),
                timezone,
                displayName,
                sending,
                receiving,
                settings.readOnly(),
                settings.setsThreads());
    }

    private static Chunking chunking(ByteBuf in, int revision) {
        return Revision.CHUNKED_PACKETS.in(revision)
                ? Chunking.parse(text(in, "the server's kind of framing"))
                : Chunking.NOTCHUNKED;
    }

    private static UserSettings readRest(ByteBuf in, int revision, int start) {
        if (Revision.PASSWORD_RULES.in(revision)) {
            int rules = readSize(in, MAXIMUM_RULES, "a number of password rules");
            for (int i = 0; i < rules; i++) {
                skipText(in, MAXIMUM_STRING_BYTES, "a password rule");
                skipText(in, MAXIMUM_STRING_BYTES, "the text of a password rule");
            }
        }
        if (Revision.NONCE.in(revision)) {
            WireInput.readLong(in);
        }
        UserSettings settings = Revision.SERVER_SETTINGS.in(revision) ? readSettings(in, start) : UserSettings.UNKNOWN;
        if (Revision.QUERY_PLAN_VERSION.in(revision)) {
            readVarUInt(in);
        }
        if (Revision.CLUSTER_FUNCTION_VERSION.in(revision)) {
            readVarUInt(in);
        }
        return settings;
    }

    private static UserSettings readSettings(ByteBuf in, int start) {
        boolean readOnly = false;
        boolean setsThreads = false;
        for (int i = 0; i < MAXIMUM_SETTINGS; i++) {
            String name = readString(in, MAXIMUM_STRING_BYTES, "the name of a server's setting");
            if (name.isEmpty()) {
                return new UserSettings(readOnly, setsThreads);
            }
            readVarUInt(in); // flags
            String value = readString(in, MAXIMUM_VALUE_BYTES, "the value of a server's setting");
            // With 2, settings may be changed.
            readOnly |= name.equals("readonly") && value.equals("1");
            setsThreads |= THREAD_SETTINGS.contains(name);
            if (in.readerIndex() - start > MAXIMUM_BYTES) {
                throw new MalformedDataException("the server's Hello is over the limit of " + MAXIMUM_BYTES + " bytes");
            }
        }
        throw new MalformedDataException("the server's Hello has more than " + MAXIMUM_SETTINGS + " settings");
    }

    private static void skipText(ByteBuf in, int maximumBytes, String what) {
        WireInput.skip(in, readSize(in, maximumBytes, what));
    }

    private static String text(ByteBuf in, String what) {
        return readString(in, MAXIMUM_STRING_BYTES, what);
    }

    private static int number(ByteBuf in, String what) {
        return readSize(in, Integer.MAX_VALUE, what);
    }

    /** What matters here of the settings of the user who logged in. */
    private record UserSettings(boolean readOnly, boolean setsThreads) {
        static final UserSettings UNKNOWN = new UserSettings(false, false);
    }
}
