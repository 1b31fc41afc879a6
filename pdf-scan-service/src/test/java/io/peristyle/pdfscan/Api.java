package io.peristyle.pdfscan;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its clients see it. */
public final class Api {
    static final String BOUNDARY = "part-6f1d";
    private static final String MULTIPART = "multipart/form-data; boundary=" + BOUNDARY;

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Set<String> FINAL = Set.of("completed", "failed");

    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = new JsonMapper();
    private final URI base;

    public Api(int port) {
        base = URI.create("http://127.0.0.1:" + port);
    }

    public URI base() {
        return base;
    }

    public Answer get(String path) {
        return answer(http.sendAsync(
                        HttpRequest.newBuilder(base.resolve(path))
                                .timeout(TIMEOUT)
                                .build(),
                        HttpResponse.BodyHandlers.ofString()))
                .join();
    }

    public Answer upload(String filename, byte[] content) {
        return uploadAsync(filename, content).join();
    }

    public Answer upload(Path file) {
        return upload(file.getFileName().toString(), bytes(file));
    }

    public CompletableFuture<Answer> uploadAsync(String filename, byte[] content) {
        return postAsync(Map.of(), MULTIPART, multipart("file", filename, content));
    }

    /** An upload with further headers. */
    public Answer upload(Map<String, String> headers, String filename, byte[] content) {
        return postAsync(headers, MULTIPART, multipart("file", filename, content))
                .join();
    }

    public Answer post(String contentType, byte[] body) {
        return postAsync(Map.of(), contentType, body).join();
    }

    private CompletableFuture<Answer> postAsync(Map<String, String> headers, String contentType, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve("/upload"))
                .timeout(TIMEOUT)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return answer(http.sendAsync(request.build(), HttpResponse.BodyHandlers.ofString()));
    }

    /** The findings of a document whose scan is over. */
    public JsonNode scanned(String documentId) {
        await().atMost(TIMEOUT).until(() -> {
            Answer answer = get("/documents/" + documentId);
            return answer.status() == 200 && FINAL.contains(answer.text("status"));
        });
        return get("/findings/" + documentId).body();
    }

    public static byte[] multipart(String field, String filename, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"" + field + "\"; filename=\""
                        + filename + "\"\r\nContent-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        out.writeBytes(content);
        out.writeBytes(("\r\n--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CompletableFuture<Answer> answer(CompletableFuture<HttpResponse<String>> response) {
        return response.thenApply(all -> new Answer(
                all.statusCode(),
                json.readTree(all.body().isEmpty() ? "{}" : all.body()),
                all.headers().map()));
    }

    /** An answer in JSON. */
    public record Answer(int status, JsonNode body, Map<String, List<String>> headers) {
        public String text(String field) {
            return body.get(field).asString();
        }
    }
}
