package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.endpoint.WeightedEndpoint;
import io.peristyle.error.ConfigurationException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A server as it was named. Which port is meant where none was named is known only when it is known what is spoken.
 * Immutable.
 *
 * @param port null: the usual one
 * @param address the literal that the host stands for; null: it is looked up
 * @param protocol null: what all servers speak
 */
record NamedServer(
        String host,
        @Nullable Integer port,
        @Nullable String address,
        int weight,
        @Nullable Protocol protocol) {
    NamedServer {
        check(host, port == null ? Protocol.NATIVE.defaultPort(false) : port);
    }

    NamedServer(String host, @Nullable Integer port) {
        this(host, port, null, 1, null);
    }

    static NamedServer of(WeightedEndpoint server) {
        Endpoint endpoint = server.endpoint();
        return new NamedServer(endpoint.host(), endpoint.port(), endpoint.address(), server.weight(), null);
    }

    NamedServer withWeight(int share) {
        return new NamedServer(host, port, address, share, protocol);
    }

    NamedServer withProtocol(Protocol spoken) {
        return new NamedServer(host, port, address, weight, spoken);
    }

    Protocol protocolOr(Protocol usual) {
        return protocol == null ? usual : protocol;
    }

    Endpoint endpoint(Protocol usual, boolean encrypted) {
        return endpoint(protocolOr(usual).defaultPort(encrypted));
    }

    Endpoint endpoint(int usualPort) {
        return new Endpoint(host, port == null ? usualPort : port, address);
    }

    /** Hosts separated by commas, each with a port of its own or without one. */
    static List<NamedServer> list(String text) {
        return OptionText.list(text).stream()
                .map(host -> parse("endpoints", host))
                .toList();
    }

    /** A host with a port of its own or without one. */
    static NamedServer parse(String option, String text) {
        int bracket = text.lastIndexOf(']');
        int colon = text.indexOf(':', bracket + 1);
        String host = colon < 0 ? text : text.substring(0, colon);
        if (text.startsWith("[") && bracket > 0) {
            if (host.length() != bracket + 1) {
                throw OptionText.refused(option, text, "[IPv6 address]:port");
            }
            host = text.substring(1, bracket);
        } else if (text.indexOf(':', colon + 1) > 0 && colon >= 0) {
            // Not repeated: where the host was forgotten, it is a password.
            throw new ConfigurationException(option + " has a server with several colons; it takes host:port, with an"
                    + " IPv6 address in brackets, behind user:password@");
        }
        return new NamedServer(
                host, colon < 0 ? null : port(host, text.substring(colon + 1).strip()));
    }

    private static Integer port(String host, String digits) {
        if (digits.matches("\\d{1,5}")) {
            int port = Integer.parseInt(digits);
            if (port >= 1 && port <= 65_535) {
                return port;
            }
        }
        // Not repeated: where the host was forgotten, it is a password.
        throw new ConfigurationException(
                "the port of " + host + " is no whole number from 1 to 65535; a server is named as in"
                        + " localhost:9000, behind user:password@");
    }

    private static void check(String host, int port) {
        try {
            new Endpoint(host, port);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(e.getMessage() + "; a server is named as in localhost:9000", e);
        }
    }
}
