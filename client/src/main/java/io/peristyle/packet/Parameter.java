package io.peristyle.packet;

import static io.peristyle.wire.WireOutput.writeString;
import static io.peristyle.wire.WireOutput.writeVarUInt;

import io.netty.buffer.ByteBuf;
import io.peristyle.error.ConfigurationException;
import java.util.List;

/**
 * A value for a placeholder such as {@code {city:String}}.
 *
 * @param quoted the value's text as a single-quoted SQL literal, whatever its type: {@code '5'}
 */
public record Parameter(String name, String quoted) {
    /** On the wire a parameter is a custom setting. */
    private static final int CUSTOM = 2;

    /** Refuses an empty name, which would end the list of parameters on the wire. */
    public Parameter {
        if (name.isEmpty()) {
            throw new ConfigurationException("a query parameter without a name");
        }
    }

    static void encodeAll(ByteBuf out, List<Parameter> parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            writeString(out, parameter.name);
            writeVarUInt(out, CUSTOM);
            writeString(out, parameter.quoted);
        }
        writeString(out, "");
    }
}
