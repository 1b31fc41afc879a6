package io.peristyle.client;

import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ClientOptions;
import io.peristyle.options.Protocol;
import java.util.regex.Pattern;

/** What there is to say against formats that the client does not look into. */
final class RawFormats {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]*");

    private RawFormats() {}

    /** @throws IllegalArgumentException if {@code format} cannot be the name of one */
    static String named(String format) {
        if (!NAME.matcher(format).matches()) {
            throw new IllegalArgumentException("'" + format + "' is no name of a format; it looks like Parquet or CSV");
        }
        return format;
    }

    /** @throws ConfigurationException if a server does not speak HTTP */
    static void check(ClientOptions options) {
        if (options.cluster().speaks(Protocol.NATIVE, options.connection().protocol())) {
            throw new ConfigurationException(
                    "the native protocol carries blocks only; for bytes in a format of the server's"
                            + " use a URL that begins with http://");
        }
    }
}
