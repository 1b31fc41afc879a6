package io.peristyle.packet;

import static io.peristyle.wire.WireOutput.stringBytes;
import static io.peristyle.wire.WireOutput.varUIntBytes;
import static io.peristyle.wire.WireOutput.writeBoolean;
import static io.peristyle.wire.WireOutput.writeString;
import static io.peristyle.wire.WireOutput.writeVarUInt;

import io.netty.buffer.ByteBuf;
import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Parameter;
import io.peristyle.revision.Revision;
import java.util.List;

/**
 * One statement with all that belongs to it. No server begins to work before {@link EndOfData} has followed.
 *
 * @param queryId empty lets the server choose one
 * @param settings below {@link Revision#SETTINGS_AS_TEXT} only those that {@link BinarySettings#isKnown} accepts
 * @param roles external roles; empty for nearly everyone
 * @param compression whether blocks are in compressed frames, in both directions
 * @param parameters empty below {@link Revision#PARAMETERS}
 */
public record QueryPacket(
        String queryId,
        ClientInfo clientInfo,
        List<Setting> settings,
        List<String> roles,
        boolean compression,
        String sql,
        List<Parameter> parameters)
        implements ClientPacket {
    private static final int TYPE = 1;
    private static final int COMPLETE = 2;

    @Override
    public void encode(ByteBuf out, int revision) {
        int start = out.writerIndex();
        try {
            encodeHead(out, revision);
            encodeStatement(out, revision);
        } catch (ConfigurationException e) {
            out.writerIndex(start);
            throw e;
        }
    }

    private void encodeHead(ByteBuf out, int revision) {
        writeVarUInt(out, TYPE);
        writeString(out, queryId);
        clientInfo.encode(out, revision);
        Setting.encodeAll(out, settings, revision);
        if (Revision.EXTERNAL_ROLES.in(revision)) {
            encodeRoles(out);
        } else if (!roles.isEmpty()) {
            throw new ConfigurationException("this server is too old for external roles");
        }
        if (Revision.INTERSERVER_SECRET.in(revision)) {
            writeString(out, ""); // the hash between servers
        }
    }

    private void encodeStatement(ByteBuf out, int revision) {
        writeVarUInt(out, COMPLETE);
        writeBoolean(out, compression);
        writeString(out, sql);
        if (Revision.PARAMETERS.in(revision)) {
            ParameterList.encode(out, parameters);
        } else if (!parameters.isEmpty()) {
            throw new ConfigurationException(
                    "this server is too old for query parameters: their values have to stand in the statement");
        }
    }

    // A list within a String: its length in bytes comes first.
    private void encodeRoles(ByteBuf out) {
        int bytes = varUIntBytes(roles.size());
        for (int i = 0; i < roles.size(); i++) {
            bytes += stringBytes(roles.get(i));
        }
        writeVarUInt(out, bytes);
        writeVarUInt(out, roles.size());
        for (int i = 0; i < roles.size(); i++) {
            writeString(out, roles.get(i));
        }
    }
}
