package io.peristyle.endpoint;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The address of one server: a host name or IP literal, and a port. Immutable.
 *
 * <p>A name that stands for several servers is expanded by the client into one endpoint for each {@link #address()}: these
 * are what statistics, events and failures speak of.
 *
 * @param host a DNS name, an IPv4 literal, or an IPv6 literal without brackets
 * @param port 1 to 65535
 * @param address the IP literal that {@code host} was resolved to; null if it was not resolved, or is a literal itself
 */
public record Endpoint(String host, int port, @Nullable String address) {
    public Endpoint {
        Objects.requireNonNull(host, "host");
        if (host.isEmpty()) {
            throw new IllegalArgumentException("the host of an endpoint is empty");
        }
        if (host.chars().anyMatch(c -> c <= ' ' || c == 0x7f)) {
            throw new IllegalArgumentException("the host of an endpoint has a blank or a control character");
        }
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port " + port + " of " + host + " is outside 1 to 65535");
        }
    }

    /** A server whose name is resolved when it is connected to. */
    public Endpoint(String host, int port) {
        this(host, port, null);
    }

    /** The same host and port at one of the host's addresses. */
    public Endpoint at(String literal) {
        return new Endpoint(host, port, literal.equals(host) ? null : literal);
    }

    /** {@code host:port} or {@code host/address:port}, with brackets around an IPv6 literal. */
    @Override
    public String toString() {
        String name = bracketed(host);
        return address == null ? name + ":" + port : name + "/" + bracketed(address) + ":" + port;
    }

    private static String bracketed(String name) {
        return name.indexOf(':') >= 0 ? "[" + name + "]" : name;
    }
}
