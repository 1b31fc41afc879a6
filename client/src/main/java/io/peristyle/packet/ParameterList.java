package io.peristyle.packet;

import static io.peristyle.wire.WireOutput.writeString;
import static io.peristyle.wire.WireOutput.writeVarUInt;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.peristyle.error.ConfigurationException;
import io.peristyle.query.Parameter;
import java.util.List;

/** The values for placeholders such as {@code {city:String}}: on the wire custom settings, and texts in single quotes. */
final class ParameterList {
    private static final int CUSTOM = 2;

    private ParameterList() {}

    /** Refuses an empty name, which would end the list on the wire. */
    static void encode(ByteBuf out, List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            if (parameter.name().isEmpty()) {
                throw new ConfigurationException("a query parameter without a name");
            }
            writeString(out, parameter.name());
            writeVarUInt(out, CUSTOM);
            writeQuoted(out, escaped(parameter.text()));
        }
        writeString(out, "");
    }

    private static void writeQuoted(ByteBuf out, String text) {
        int bytes = ByteBufUtil.utf8Bytes(text);
        writeVarUInt(out, bytes + 2L);
        out.writeByte('\'');
        ByteBufUtil.reserveAndWriteUtf8(out, text, bytes);
        out.writeByte('\'');
    }

    private static String escaped(String text) {
        if (text.indexOf('\\') < 0 && text.indexOf('\'') < 0) {
            return text;
        }
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' || c == '\'') {
                escaped.append('\\');
            }
            escaped.append(c);
        }
        return escaped.toString();
    }
}
