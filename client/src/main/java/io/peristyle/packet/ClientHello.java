package io.peristyle.packet;

import static io.peristyle.wire.WireOutput.writeString;
import static io.peristyle.wire.WireOutput.writeVarUInt;

import io.netty.buffer.ByteBuf;
import io.peristyle.error.ConfigurationException;

/**
 * The first packet of a connection: who asks, and for which database.
 *
 * @param database empty means the server's default
 * @param password in plain text on the wire, if there is no TLS around it
 */
public record ClientHello(ClientIdentity client, String database, String user, String password)
        implements ClientPacket {
    private static final int TYPE = 0;

    /** Refuses control characters, by which a name taken from a request could forge further packets or log lines. */
    public ClientHello {
        checkPlain("database", database);
        checkPlain("user", user);
        checkPlain("password", password);
    }

    @Override
    public void encode(ByteBuf out, int revision) {
        writeVarUInt(out, TYPE);
        writeString(out, client.name());
        writeVarUInt(out, client.major());
        writeVarUInt(out, client.minor());
        writeVarUInt(out, client.revision());
        writeString(out, database);
        writeString(out, user);
        writeString(out, password);
    }

    @Override
    public String toString() {
        return "ClientHello[client=" + client + ", database=" + database + ", user=" + user + ", password=***]";
    }

    private static void checkPlain(String what, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == 0x7f) {
                throw new ConfigurationException("the " + what + " contains an ASCII control character at index " + i
                        + ", which is not allowed");
            }
        }
    }
}
