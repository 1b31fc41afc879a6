package io.peristyle.pdfscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.pdfscan.backend.Backends;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.scan.Corpus;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The figures in docs/pdf-scan.md; long, and no part of the suite. {@code ./pdf-scan-load} runs it. */
@OnServer
final class ServiceLoad {
    private static final int UPLOADS = Integer.getInteger("peristyle.load.uploads", 2_000);
    private static final int DOCUMENTS = Integer.getInteger("peristyle.load.documents", 100_000);
    private static final int AT_ONCE = 100;
    private static final int SLOW_CLIENTS = 1_000;
    private static final FindingType[] TYPES = FindingType.values();

    @TempDir
    private Path spool;

    @Test
    void uploadsOnMemory() {
        measureUploads("memory", Map.of());
    }

    @Test
    void uploadsOnClickHouse(@PrivateServer ClickHouseServer server) {
        measureUploads("clickhouse", RunningService.onClickHouse(server));
    }

    @Test
    void pagesOfManyDocumentsOnClickHouse(@PrivateServer ClickHouseServer server) {
        List<UUID> ids = fill(server);
        try (RunningService service = RunningService.start(RunningService.onClickHouse(server), spool)) {
            Random random = new Random(1);
            Api api = service.api();
            for (Map.Entry<String, Integer> page : Map.of(
                            "/documents?limit=50&offset=%d", 1_000,
                            "/documents?limit=50&status=failed&offset=%d", 1_000,
                            "/findings?limit=50&offset=%d", 1_000,
                            "/findings?limit=50&finding_type=iban&offset=%d", 1_000)
                    .entrySet()) {
                measurePage(page.getKey(), () -> api.get(page.getKey().formatted(random.nextInt(page.getValue()))));
            }
            measurePage("/documents/{id}", () -> api.get("/documents/" + ids.get(random.nextInt(ids.size()))));
            measurePage("/findings/{id}", () -> api.get("/findings/" + ids.get(random.nextInt(ids.size()))));
        }
    }

    @Test
    void aThousandSlowClients() throws IOException {
        byte[] content = Api.bytes(Corpus.file("pdfbox-1"));
        byte[] body = Api.multipart("file", "slow.pdf", content);
        List<Socket> slow = new ArrayList<>();
        try (RunningService service = RunningService.start(Map.of(), spool)) {
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                slow.add(begin(service.api(), body));
            }
            List<Long> nanos = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long began = System.nanoTime();
                assertThat(service.api().upload("quick.pdf", content).status()).isEqualTo(200);
                nanos.add(System.nanoTime() - began);
            }
            print("upload beside " + SLOW_CLIENTS + " slow clients", nanos);
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private void measureUploads(String backend, Map<String, String> variables) {
        List<byte[]> corpus = Corpus.scannable().stream()
                .map(entry -> Api.bytes(entry.file()))
                .toList();
        try (RunningService service = RunningService.start(variables, spool)) {
            Api api = service.api();
            run(api, corpus, AT_ONCE * 2);
            await().atMost(Duration.ofMinutes(5)).until(() -> waiting(api) == 0);
            long began = System.nanoTime();
            List<Long> nanos = run(api, corpus, UPLOADS);
            double seconds = (System.nanoTime() - began) / 1e9;
            print("upload on " + backend + ", " + AT_ONCE + " at once", nanos);
            System.out.printf(Locale.ROOT, "  %.0f uploads a second%n", UPLOADS / seconds);
            await().atMost(Duration.ofMinutes(10)).until(() -> waiting(api) == 0);
            System.out.printf(
                    Locale.ROOT,
                    "  %.0f documents scanned and stored a second%n",
                    UPLOADS / ((System.nanoTime() - began) / 1e9));
            assertThat(api.get("/documents?limit=1&status=failed")
                            .body()
                            .get("total")
                            .asLong())
                    .isZero();
        }
    }

    private static List<Long> run(Api api, List<byte[]> corpus, int uploads) {
        AtomicInteger next = new AtomicInteger();
        ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        CompletableFuture<?>[] lanes = new CompletableFuture<?>[AT_ONCE];
        for (int i = 0; i < AT_ONCE; i++) {
            lanes[i] = lane(api, corpus, uploads, next, nanos);
        }
        CompletableFuture.allOf(lanes).join();
        return List.copyOf(nanos);
    }

    private static CompletableFuture<Void> lane(
            Api api, List<byte[]> corpus, int uploads, AtomicInteger next, ConcurrentLinkedQueue<Long> nanos) {
        int number = next.getAndIncrement();
        if (number >= uploads) {
            return CompletableFuture.completedFuture(null);
        }
        long began = System.nanoTime();
        return api.uploadAsync(number + ".pdf", corpus.get(number % corpus.size()))
                .thenComposeAsync(answer -> {
                    assertThat(answer.status()).isEqualTo(200);
                    nanos.add(System.nanoTime() - began);
                    return lane(api, corpus, uploads, next, nanos);
                });
    }

    private static long waiting(Api api) {
        return api.get("/health").body().get("waiting_documents").asLong();
    }

    private static List<UUID> fill(ClickHouseServer server) {
        Instant first = Instant.now().minus(Duration.ofDays(30));
        List<UUID> ids = new ArrayList<>();
        try (ClickHouse client = ClickHouse.connect(server.url())) {
            Backend backend = Backends.clickHouse(client, "pdf_scan_service");
            List<CompletableFuture<Void>> stored = new ArrayList<>();
            for (int i = 0; i < DOCUMENTS; i++) {
                UUID id = DocumentId.at(first.plusSeconds(i * 20L));
                ids.add(id);
                Document pending = Document.uploaded(id, "document-" + i + ".pdf", 20_000 + i);
                Document end = i % 50 == 0
                        ? pending.processing(first).failed(first, "It is encrypted.")
                        : pending.processing(first).completed(first, 3);
                stored.add(backend.documents().save(pending));
                stored.add(backend.documents().save(end));
                stored.add(backend.findings()
                        .add(List.of(
                                new Finding(id, 0, TYPES[i % TYPES.length], 1, 0.9),
                                new Finding(id, 1, TYPES[(i + 1) % TYPES.length], 2, 0.9),
                                new Finding(id, 2, TYPES[(i + 2) % TYPES.length], 3, 0.9))));
                if (stored.size() >= 3_000) {
                    stored.forEach(CompletableFuture::join);
                    stored.clear();
                }
            }
            stored.forEach(CompletableFuture::join);
            backend.close().join();
        }
        return ids;
    }

    private static void measurePage(String name, Supplier<Api.Answer> request) {
        List<Long> nanos = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            long began = System.nanoTime();
            assertThat(request.get().status()).isEqualTo(200);
            if (i >= 50) {
                nanos.add(System.nanoTime() - began);
            }
        }
        print(DOCUMENTS + " documents, GET " + name, nanos);
        assertThat(percentile(nanos, 95)).as(name).isLessThan(100_000_000);
    }

    private static Socket begin(Api api, byte[] body) throws IOException {
        Socket socket = new Socket(api.base().getHost(), api.base().getPort());
        OutputStream out = socket.getOutputStream();
        out.write(("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=" + Api.BOUNDARY
                        + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body, 0, 300);
        out.flush();
        return socket;
    }

    private static void print(String what, List<Long> nanos) {
        System.out.printf(
                Locale.ROOT,
                "%s: p50 %.1f ms, p95 %.1f ms, p99 %.1f ms%n",
                what,
                percentile(nanos, 50) / 1e6,
                percentile(nanos, 95) / 1e6,
                percentile(nanos, 99) / 1e6);
    }

    private static long percentile(List<Long> nanos, int percent) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)];
    }
}
