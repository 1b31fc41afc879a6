package io.peristyle.transport.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.peristyle.endpoint.Endpoint;
import io.peristyle.error.ConfigurationException;
import io.peristyle.options.ConnectionOptions;
import io.peristyle.options.Credentials;
import io.peristyle.time.Clock;
import io.peristyle.transport.OwnSetting;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * What a connection is made with.
 *
 * @param endpoint the server's address
 * @param options those of the connector
 * @param credentials who connects, as it stands in the requests' headers
 * @param killer ends queries on the server
 * @param lookups of columns, which the connector's connections share
 * @param oneThread for inserts of few rows, which the connector's connections share, too
 */
record HttpSession(
        Endpoint endpoint,
        ConnectionOptions options,
        Authorization credentials,
        QueryKiller killer,
        ColumnLookups lookups,
        OwnSetting oneThread) {
    /** Asks for the password, unless there is a token, which is asked for with each request. */
    static HttpSession of(
            Endpoint endpoint,
            ConnectionOptions options,
            QueryKiller killer,
            ColumnLookups lookups,
            OwnSetting oneThread) {
        Credentials given = options.credentials();
        Supplier<String> token = given.token();
        String user = given.username().isEmpty() ? "default" : given.username();
        Authorization authorization = token != null
                ? new Token(token)
                : new Login(user, given.password().get());
        return new HttpSession(endpoint, options, authorization, killer, lookups, oneThread);
    }

    /** The user gives a statement up that was sent: where the options say so, the server is told. */
    void kill(String queryId) {
        if (options.http().killOnCancel() && !queryId.isEmpty()) {
            killer.kill(endpoint, queryId);
        }
    }

    /** The connector's clock. */
    Clock clock() {
        return killer.clock();
    }

    /** Who connects; shown nowhere but in the headers of requests. */
    sealed interface Authorization {
        void addTo(HttpHeaders headers);
    }

    /** A bearer token, which may be another one for each request. */
    record Token(Supplier<String> supplier) implements Authorization {
        @Override
        public void addTo(HttpHeaders headers) {
            String token;
            try {
                token = supplier.get();
            } catch (RuntimeException e) {
                throw new ConfigurationException("the supplier of the access token failed", e);
            }
            if (!token.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw new ConfigurationException("the access token has characters that no token has");
            }
            headers.set(HttpHeaderNames.AUTHORIZATION, "Bearer " + token);
        }

        @Override
        public String toString() {
            return "Token[]";
        }
    }

    /** A user and a password. */
    record Login(String user, String password) implements Authorization {
        private static final String USER = "X-ClickHouse-User";
        private static final String KEY = "X-ClickHouse-Key";

        @Override
        public void addTo(HttpHeaders headers) {
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
        static boolean isPlain(String text) {
            return text.equals(text.strip()) && text.chars().allMatch(c -> c >= ' ' && c <= '~');
        }

        @Override
        public String toString() {
            return "Login[" + user + "]";
        }
    }
}
