package io.peristyle.cli;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.embedded.ServerVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Queries whose results the server and the command line must print alike. */
final class Selects {
    private Selects() {}

    /** Those that a server of this version understands. */
    static List<String> of(ServerVersion version) {
        List<String> selects = new ArrayList<>(read("selects.sql"));
        if (version == ServerVersion.MODERN) {
            selects.addAll(read("selects-modern.sql"));
        }
        return selects;
    }

    /** The server's own text of a result, over HTTP. */
    static byte[] served(ClickHouseServer server, String sql) {
        return served(server, sql, "");
    }

    /** The same with settings, as they stand in a URL. */
    static byte[] served(ClickHouseServer server, String sql, String settings) {
        URI uri = URI.create("http://" + server.host() + ":" + server.httpPort() + "/?" + settings);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .POST(HttpRequest.BodyPublishers.ofString(sql))
                .build();
        try {
            HttpResponse<byte[]> response =
                    HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray());
            if (response.statusCode() != 200) {
                throw new IllegalStateException(sql + ": " + new String(response.body(), StandardCharsets.UTF_8));
            }
            return response.body();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static List<String> read(String resource) {
        try (InputStream in = Selects.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no resource " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
