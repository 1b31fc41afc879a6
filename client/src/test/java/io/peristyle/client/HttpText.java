package io.peristyle.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.embedded.ClickHouseServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** What a server itself says over HTTP, each byte as a character, there and back. */
final class HttpText {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private HttpText() {}

    /** The answer to {@code sql}. */
    static String of(ClickHouseServer server, String sql) {
        return of(server, "", sql, "");
    }

    /** The answer to {@code sql}, followed by {@code body}; {@code settings} are part of the URL, each ending in an ampersand. */
    static String of(ClickHouseServer server, String settings, String sql, String body) {
        URI uri = URI.create("http://" + server.host() + ":" + server.httpPort() + "/?" + settings + "query="
                + URLEncoder.encode(sql, UTF_8));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.getBytes(ISO_8859_1)))
                .build();
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertThat(response.statusCode())
                    .as(() -> sql + ": " + new String(response.body(), UTF_8))
                    .isEqualTo(200);
            return new String(response.body(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
