package io.peristyle.pdfscan.web;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page in a Chromium without a window, over its DevTools protocol. */
final class Browser implements AutoCloseable {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final JsonMapper json = new JsonMapper();
    private final AtomicInteger numbers = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> calls = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Process process;
    private final WebSocket socket;

    private Browser(Process process, URI page) {
        this.process = process;
        this.socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page, new Messages())
                .join();
    }

    /** The program; null if there is none. */
    static @Nullable Path program() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    static Browser start(Path profile) throws IOException {
        Process process = new ProcessBuilder(
                        Objects.requireNonNull(program()).toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--no-first-run",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "--window-size=1200,1400",
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        URI browser = devTools(process);
        String targets = HttpClient.newHttpClient()
                .sendAsync(
                        HttpRequest.newBuilder(URI.create("http://" + browser.getAuthority() + "/json"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .join()
                .body();
        for (JsonNode target : new JsonMapper().readTree(targets)) {
            if (target.get("type").asString().equals("page")) {
                Browser page = new Browser(
                        process, URI.create(target.get("webSocketDebuggerUrl").asString()));
                for (String domain : List.of("Page", "Runtime", "Network", "DOM", "Accessibility")) {
                    page.call(domain + ".enable", Map.of());
                }
                return page;
            }
        }
        throw new IOException("the browser has no page");
    }

    private static URI devTools(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("DevTools listening on ")) {
                Thread drain = new Thread(() -> output.lines().forEach(rest -> {}));
                drain.setDaemon(true);
                drain.start();
                return URI.create(
                        line.substring("DevTools listening on ".length()).strip());
            }
        }
        throw new IOException("the browser does not tell where it listens");
    }

    void open(URI page) {
        call("Page.navigate", Map.of("url", page.toString()));
    }

    /** The value of an expression, awaited if it is a promise. */
    JsonNode evaluate(String expression) {
        JsonNode result =
                call("Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(result.get("exceptionDetails").toString());
        }
        JsonNode value = result.get("result").get("value");
        return value == null ? json.nullNode() : value;
    }

    String text(String expression) {
        return evaluate(expression).asString("");
    }

    /** Gives files to a file input, as its dialog would. */
    void choose(String selector, List<Path> files) {
        int root = call("DOM.getDocument", Map.of()).get("root").get("nodeId").asInt();
        int node = call("DOM.querySelector", Map.of("nodeId", root, "selector", selector))
                .get("nodeId")
                .asInt();
        call(
                "DOM.setFileInputFiles",
                Map.of(
                        "nodeId",
                        node,
                        "files",
                        files.stream().map(Path::toString).toList()));
    }

    /** Presses a key, such as {@code Tab}. */
    void press(String key, int code, String text) {
        for (String type : List.of("keyDown", "keyUp")) {
            call(
                    "Input.dispatchKeyEvent",
                    Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code, "text", text));
        }
    }

    /** What a screen reader is told. */
    List<JsonNode> accessibilityTree() {
        return call("Accessibility.getFullAXTree", Map.of())
                .get("nodes")
                .valueStream()
                .toList();
    }

    /** Addresses that the page has asked for. */
    List<String> requests() {
        return events.stream()
                .filter(event -> event.get("method").asString().equals("Network.requestWillBeSent"))
                .map(event -> event.at("/params/request/url").asString())
                .toList();
    }

    /** What went wrong on the page. */
    List<String> exceptions() {
        return events.stream()
                .filter(event -> event.get("method").asString().equals("Runtime.exceptionThrown"))
                .map(JsonNode::toString)
                .toList();
    }

    void emulate(int width, int height, String scheme) {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    void screenshot(String name) {
        String png = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true))
                .get("data")
                .asString();
        try {
            Path directory = Files.createDirectories(Path.of("target", "screenshots"));
            Files.write(directory.resolve(name + ".png"), Base64.getDecoder().decode(png));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private JsonNode call(String method, Map<String, ?> parameters) {
        int number = numbers.incrementAndGet();
        CompletableFuture<JsonNode> call = new CompletableFuture<>();
        calls.put(number, call);
        socket.sendText(json.writeValueAsString(Map.of("id", number, "method", method, "params", parameters)), true)
                .join();
        return call.orTimeout(TIMEOUT.toSeconds(), TimeUnit.SECONDS).join();
    }

    private final class Messages implements WebSocket.Listener {
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            message.append(data);
            if (last) {
                JsonNode node = json.readTree(message.toString());
                message.setLength(0);
                if (!node.has("id")) {
                    events.add(node);
                } else {
                    CompletableFuture<JsonNode> call =
                            calls.remove(node.get("id").asInt());
                    if (call != null && node.has("error")) {
                        call.completeExceptionally(
                                new IllegalStateException(node.get("error").toString()));
                    } else if (call != null) {
                        call.complete(node.get("result"));
                    }
                }
            }
            from.request(1);
            return null;
        }
    }
}
