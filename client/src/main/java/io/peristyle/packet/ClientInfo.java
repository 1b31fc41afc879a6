package io.peristyle.packet;

import static io.peristyle.wire.WireOutput.writeString;
import static io.peristyle.wire.WireOutput.writeVarUInt;

import io.netty.buffer.ByteBuf;
import io.peristyle.query.TraceContext;
import io.peristyle.revision.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The part of a query that says where it comes from.
 *
 * @param osUser name of the user in the operating system; may be empty
 * @param agent free text about the program that uses the client; may be empty
 * @param trace null if the query belongs to no trace
 */
public record ClientInfo(
        ClientIdentity client,
        String osUser,
        String hostName,
        String quotaKey,
        String agent,
        @Nullable TraceContext trace) {
    private static final int INITIAL_QUERY = 1;
    private static final int TCP = 1;

    /** Some servers refuse what does not look like an address with a port; none of them uses this one. */
    private static final String INITIAL_ADDRESS = "0.0.0.0:0";

    void encode(ByteBuf out, int revision) {
        out.writeByte(INITIAL_QUERY);
        writeString(out, ""); // initial user
        writeString(out, ""); // initial query id
        writeString(out, INITIAL_ADDRESS);
        if (Revision.INITIAL_QUERY_START_TIME.in(revision)) {
            out.writeLongLE(0);
        }
        encodeOrigin(out);
        if (Revision.QUOTA_KEY.in(revision)) {
            writeString(out, quotaKey);
        }
        if (Revision.DISTRIBUTED_DEPTH.in(revision)) {
            writeVarUInt(out, 0);
        }
        if (Revision.VERSION_PATCH.in(revision)) {
            writeVarUInt(out, client.patch());
        }
        encodeTrace(out, revision);
        encodeLaterFields(out, revision);
    }

    private void encodeOrigin(ByteBuf out) {
        out.writeByte(TCP);
        writeString(out, osUser);
        writeString(out, hostName);
        writeString(out, client.name());
        writeVarUInt(out, client.major());
        writeVarUInt(out, client.minor());
        writeVarUInt(out, client.revision());
    }

    private void encodeTrace(ByteBuf out, int revision) {
        if (!Revision.OPEN_TELEMETRY.in(revision)) {
            return;
        }
        out.writeByte(trace == null ? 0 : 1);
        if (trace != null) {
            encode(out, trace);
        }
    }

    /** The trace's identifier is two little-endian halves, the high one first, as in a UUID column. */
    private static void encode(ByteBuf out, TraceContext trace) {
        out.writeLongLE(trace.traceIdHigh());
        out.writeLongLE(trace.traceIdLow());
        out.writeLongLE(trace.spanId());
        writeString(out, trace.state());
        out.writeByte(trace.flags());
    }

    private void encodeLaterFields(ByteBuf out, int revision) {
        if (Revision.PARALLEL_REPLICAS.in(revision)) {
            out.writeZero(3); // collaborate, number of replicas, number of this replica
        }
        if (Revision.SCRIPT_POSITION.in(revision)) {
            out.writeZero(2); // number of the query, number of the line
        }
        if (Revision.JWT.in(revision)) {
            out.writeByte(0); // none
        }
        if (Revision.CLIENT_AGENT.in(revision)) {
            writeString(out, agent);
        }
        if (Revision.INTERNAL_QUERY.in(revision)) {
            out.writeByte(0); // it is a user's
        }
        if (Revision.CURRENT_ROLES.in(revision)) {
            out.writeByte(0); // none
        }
    }
}
