package io.peristyle.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Runs queries over HTTP, one connection each.
 *
 * <p>A connection that stayed open would hold up the server's orderly end for its keep-alive time; the JDK's newer
 * client cannot be told to close, hence the older one.
 */
record HttpQuery(String host, int port, String user, String password) {
    static final Duration TIMEOUT = Duration.ofSeconds(60);

    String run(String sql, Duration timeout) {
        try {
            HttpURLConnection connection = open(timeout);
            try {
                byte[] body = sql.getBytes(StandardCharsets.UTF_8);
                connection.setFixedLengthStreamingMode(body.length);
                try (OutputStream out = connection.getOutputStream()) {
                    out.write(body);
                }
                return answer(connection);
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new HttpQueryException(
                    "no answer from http://" + host + ":" + port + " within " + timeout + ": " + e.getMessage(), e);
        }
    }

    private HttpURLConnection open(Duration timeout) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://" + host + ":" + port + "/").toURL().openConnection(Proxy.NO_PROXY);
        int millis = Math.toIntExact(timeout.toMillis());
        connection.setConnectTimeout(millis);
        connection.setReadTimeout(millis);
        connection.setRequestMethod("POST");
        connection.setDoOutput(true);
        connection.setRequestProperty("Connection", "close");
        connection.setRequestProperty("Content-Type", "text/plain; charset=UTF-8");
        connection.setRequestProperty("X-ClickHouse-User", user);
        connection.setRequestProperty("X-ClickHouse-Key", password);
        return connection;
    }

    private static String answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            return text(connection.getInputStream());
        }
        InputStream error = connection.getErrorStream();
        throw new HttpQueryException("HTTP status " + status + ": " + (error == null ? "" : text(error)), null);
    }

    private static String text(InputStream body) throws IOException {
        try (body) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public String toString() {
        return "HttpQuery[" + host + ":" + port + "]";
    }
}
