package io.peristyle.options;

import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import java.util.function.Supplier;

/**
 * An HTTP proxy, which is asked for a tunnel to the server (method CONNECT) for each connection. It looks up the servers'
 * names; they are not looked up here.
 *
 * @param endpoint its address
 * @param username who asks; empty: nobody says who he is
 * @param password asked anew for each connection, on a thread of its own, and may block within {@code dial_timeout}
 */
public record HttpProxy(Endpoint endpoint, String username, Supplier<String> password) {
    private static final int DEFAULT_PORT = 3128;

    /** A proxy that lets everybody through. */
    public HttpProxy(Endpoint endpoint) {
        this(endpoint, "", () -> "");
    }

    /** {@code http://user:password@host:port}, the scheme and the user being optional. */
    static HttpProxy parse(String text) {
        int scheme = text.indexOf("://");
        if (scheme >= 0 && !text.substring(0, scheme).equals("http")) {
            throw new ConfigurationException(
                    "http_proxy has another scheme than http://; it looks like" + " http://user:password@proxy:3128");
        }
        String rest = scheme < 0 ? text : text.substring(scheme + 3);
        int at = rest.lastIndexOf('@');
        String address = rest.substring(at + 1);
        Endpoint endpoint = NamedServer.parse(
                        "http_proxy", address.endsWith("/") ? address.substring(0, address.length() - 1) : address)
                .endpoint(DEFAULT_PORT);
        if (at < 0) {
            return new HttpProxy(endpoint);
        }
        String user = rest.substring(0, at);
        int colon = user.indexOf(':');
        String password = colon < 0 ? "" : ConnectionUrl.decode(user.substring(colon + 1), "the proxy's password");
        return new HttpProxy(
                endpoint,
                ConnectionUrl.decode(colon < 0 ? user : user.substring(0, colon), "the proxy's user"),
                () -> password);
    }

    /** Names the address and the user only. */
    @Override
    public String toString() {
        return "HttpProxy[" + (username.isEmpty() ? "" : username + "@") + endpoint + "]";
    }
}
