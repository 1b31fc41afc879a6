package io.peristyle.packet;

import static io.peristyle.wire.WireOutput.writeString;
import static io.peristyle.wire.WireOutput.writeVarUInt;

import io.netty.buffer.ByteBuf;
import io.peristyle.error.ConfigurationException;
import io.peristyle.revision.Revision;
import java.util.List;

/**
 * A setting of one query.
 *
 * @param value as in SQL, without quotes
 * @param kind how the server takes it
 */
public record Setting(String name, String value, Kind kind) {
    /** Refuses an empty name, which would end the list of settings on the wire. */
    public Setting {
        if (name.isEmpty()) {
            throw new ConfigurationException("a setting without a name");
        }
    }

    /** How a server takes a setting. */
    public enum Kind {
        /** A server that does not know the name ignores it. */
        HINT(0),
        /** A server that does not know the name refuses the query. */
        REQUIRED(1),
        /** A user-defined name; the value is a field dump such as {@code 'text'} or {@code UInt64_42}. */
        CUSTOM(2);

        private final int flags;

        Kind(int flags) {
            this.flags = flags;
        }
    }

    /** Appends {@code settings} and the end of the list. Checks them first, so that none is half written. */
    static void encodeAll(ByteBuf out, List<Setting> settings, int revision) {
        if (Revision.SETTINGS_AS_TEXT.in(revision)) {
            for (int i = 0; i < settings.size(); i++) {
                settings.get(i).encodeText(out);
            }
        } else {
            for (int i = 0; i < settings.size(); i++) {
                BinarySettings.check(settings.get(i));
            }
            for (int i = 0; i < settings.size(); i++) {
                BinarySettings.encode(out, settings.get(i));
            }
        }
        writeString(out, "");
    }

    private void encodeText(ByteBuf out) {
        writeString(out, name);
        writeVarUInt(out, kind.flags);
        writeString(out, value);
    }
}
