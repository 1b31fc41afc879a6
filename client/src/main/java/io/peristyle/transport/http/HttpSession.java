package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.time.Clock;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What a connection is made with.
 *
 * @param endpoint the server's address
 * @param options those of the connector
 * @param credentials who connects, as it stands in the requests' headers
 * @param clock the connector's
 */
record HttpSession(Endpoint endpoint, ConnectionOptions options, Credentials credentials, Clock clock) {
    /** Asks for the password. */
    static HttpSession of(Endpoint endpoint, ConnectionOptions options, Clock clock) {
        String user = options.credentials().username();
        Credentials credentials = new Credentials(
                user.isEmpty() ? "default" : user,
                options.credentials().password().get());
        return new HttpSession(endpoint, options, credentials, clock);
    }

    /** A user and a password; shown nowhere but in the headers of requests. */
    record Credentials(String user, String password) {
        private static final String USER = "X-ClickHouse-User";
        private static final String KEY = "X-ClickHouse-Key";

        void addTo(HttpHeaders headers) {
            if (isPlain(user) && isPlain(password)) {
                headers.set(USER, user);
                if (!password.isEmpty()) {
                    headers.set(KEY, password);
                }
            } else {
                byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
                headers.set(
                        HttpHeaderNames.AUTHORIZATION,
                        "Basic " + Base64.getEncoder().encodeToString(both));
            }
        }

        /** Whether a header carries the text as it is: without space around it, and without what is not ASCII. */
        private static boolean isPlain(String text) {
            return text.equals(text.strip()) && text.chars().allMatch(c -> c >= ' ' && c <= '~');
        }

        @Override
        public String toString() {
            return "Credentials[" + user + "]";
        }
    }
}
