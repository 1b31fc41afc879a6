package io.peristyle.options;

import io.peristyle.error.ConfigurationException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What is said of HTTP alone. Immutable.
 *
 * @param path where the server is found behind a gateway, such as {@code /clickhouse/}; {@code /} by default
 * @param headers sent along with every request, for gateways; none by default. Those that the client sets itself are refused
 * @param sessionTimeout how long the server keeps a session that is not used; 60 s by default, and 1 h at most as servers are
 *     configured
 * @param killOnCancel whether a query that is cancelled, or whose time is over, is also ended on the server, by {@code KILL
 *     QUERY} over another connection; by default its connection is closed and the server may go on until it writes
 */
public record HttpOptions(String path, Map<String, String> headers, Duration sessionTimeout, boolean killOnCancel) {
    private static final Pattern PATH = Pattern.compile("/[!-~&&[^?#]]*");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern VALUE = Pattern.compile("[ -~]*");
    private static final List<String> OWN = List.of(
            "authorization",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "accept-encoding",
            "expect",
            "host",
            "keep-alive",
            "transfer-encoding",
            "upgrade",
            "x-clickhouse-database",
            "x-clickhouse-format",
            "x-clickhouse-key",
            "x-clickhouse-quota",
            "x-clickhouse-user");

    /** Nothing in between. */
    public static final HttpOptions DEFAULT = new HttpOptions("/", Map.of(), Duration.ofSeconds(60), false);

    public HttpOptions {
        path = path.startsWith("/") ? path : "/" + path;
        if (!PATH.matcher(path).matches()) {
            throw OptionText.refused("http_path", path, "the path of a URL, percent-encoded, such as /clickhouse/");
        }
        if (sessionTimeout.toSeconds() < 1) {
            throw OptionText.refused("session_timeout", sessionTimeout.toString(), "a duration of at least 1s");
        }
        // Kept in an order of names without regard to case, as headers have them.
        Map<String, String> ordered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, value) -> {
            check(name, value);
            ordered.put(name, value);
        });
        headers = Collections.unmodifiableMap(ordered);
    }

    /** The same with another path. */
    public HttpOptions withPath(String path) {
        return new HttpOptions(path, headers, sessionTimeout, killOnCancel);
    }

    /** The same with other headers. */
    public HttpOptions withHeaders(Map<String, String> headers) {
        return new HttpOptions(path, headers, sessionTimeout, killOnCancel);
    }

    /** The same with another life of sessions that are not used. */
    public HttpOptions withSessionTimeout(Duration sessionTimeout) {
        return new HttpOptions(path, headers, sessionTimeout, killOnCancel);
    }

    /** The same with queries ended on the server, or not. */
    public HttpOptions withKillOnCancel(boolean killOnCancel) {
        return new HttpOptions(path, headers, sessionTimeout, killOnCancel);
    }

    /** Names the headers only: their values may be secret. */
    @Override
    public String toString() {
        return "HttpOptions[" + path + ", headers " + headers.keySet() + ", session timeout " + sessionTimeout
                + (killOnCancel ? ", kill on cancel]" : "]");
    }

    private static void check(String name, String value) {
        if (!NAME.matcher(name).matches()) {
            throw OptionText.refused("a name in http_headers", name, "letters, digits and hyphens, as in X-Tenant");
        }
        if (OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new ConfigurationException("http_headers has " + name
                    + ", which the client sets itself; who connects is said by username and password, or access_token");
        }
        if (!VALUE.matcher(value).matches()) {
            throw new ConfigurationException("the value of " + name + " in http_headers is not printable ASCII");
        }
    }
}
