package io.peristyle.pdfscan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.scan.Corpus;
import io.peristyle.pdfscan.web.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the service promises over HTTP, on every backend. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceContract {
    private static final byte[] SMALL = Api.bytes(Corpus.file("pdfbox-1"));
    private static final int MEGABYTE = 1024 * 1024;

    private Path spool;
    private RunningService service;
    private Api api;

    /** Which backend, and where it is. */
    abstract Map<String, String> variables();

    @BeforeAll
    void start(@TempDir Path directory) {
        spool = directory;
        service = RunningService.start(variables(), spool);
        api = service.api();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    Api api() {
        return api;
    }

    @Test
    void answersAnUploadAtOnceAndFindsWhatIsPlanted() {
        Api.Answer answer = api.upload(Corpus.file("pdfbox-2"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().propertyNames())
                .containsExactlyInAnyOrder("document_id", "filename", "status", "upload_time", "size");
        assertThat(answer.text("filename")).isEqualTo("pdfbox-2.pdf");
        assertThat(answer.text("status")).isEqualTo("pending");
        assertThat(answer.body().get("size").asLong())
                .isEqualTo(Corpus.file("pdfbox-2").toFile().length());
        assertThat(Instant.parse(answer.text("upload_time")))
                .isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(1));

        JsonNode scanned = api.scanned(answer.text("document_id"));
        assertThat(scanned.get("status").asString()).isEqualTo("completed");
        assertThat(scanned.get("pages").asInt()).isEqualTo(3);
        assertThat(scanned.get("counts").get("iban").asInt()).isEqualTo(2);
        JsonNode finding = scanned.get("findings").get(0);
        assertThat(finding.propertyNames())
                .containsExactlyInAnyOrder("id", "document_id", "finding_type", "location", "page", "confidence");
        assertThat(finding.get("finding_type").asString()).isEqualTo("card");
        assertThat(finding.get("location").asString()).isEqualTo("page 2");
        assertThat(finding.get("confidence").asDouble()).isBetween(0.5, 1.0);
    }

    @Test
    void forgetsTheFileWhenItsScanIsOver() {
        String id = api.upload("a.pdf", SMALL).text("document_id");
        api.scanned(id);

        await().ignoreExceptions().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(spool)) {
                assertThat(files).noneMatch(file -> file.toString().contains(id));
            }
        });
    }

    @Test
    void takesAPdfByItsContentAndNotByItsName() {
        assertThat(api.upload("notes.txt", SMALL).status()).isEqualTo(200);
        byte[] behindOtherBytes = (" ".repeat(900) + new String(SMALL, StandardCharsets.ISO_8859_1))
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(api.upload("shifted.pdf", behindOtherBytes).status()).isEqualTo(200);
        refused(api.upload("fake.pdf", "MZ not a pdf".getBytes(StandardCharsets.US_ASCII)), 400, "INVALID_FILE_TYPE");
        refused(api.upload("fake.pdf", new byte[3 * MEGABYTE]), 400, "INVALID_FILE_TYPE");
        refused(api.upload("empty.pdf", new byte[0]), 400, "INVALID_FILE_TYPE");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        byte[] justFits = Arrays.copyOf(SMALL, 10 * MEGABYTE);
        assertThat(api.upload("fits.pdf", justFits).status()).isEqualTo(200);
        refused(api.upload("large.pdf", Arrays.copyOf(SMALL, 10 * MEGABYTE + 1)), 413, "FILE_TOO_LARGE");
        refused(api.upload("huge.pdf", Arrays.copyOf(SMALL, 25 * MEGABYTE)), 413, "FILE_TOO_LARGE");
    }

    @Test
    void refusesAFieldOrANameThatIsLongerThanAnyReader() {
        String multipart = "multipart/form-data; boundary=" + Api.BOUNDARY;
        byte[] field = ("--" + Api.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\n"
                        + "x".repeat(600_000) + "\r\n--" + Api.BOUNDARY + "--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        refused(api.post(multipart, field), 400, "MALFORMED_REQUEST");
        refused(api.upload("n".repeat(50_000) + ".pdf", SMALL), 400, "MALFORMED_REQUEST");
    }

    @Test
    void saysWhatIsMissing() {
        String multipart = "multipart/form-data; boundary=" + Api.BOUNDARY;
        refused(api.post(multipart, Api.multipart("other", "a.pdf", SMALL)), 400, "MISSING_FILE");
        refused(
                api.post(
                        multipart,
                        ("--" + Api.BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ntext\r\n--"
                                        + Api.BOUNDARY + "--\r\n")
                                .getBytes(StandardCharsets.US_ASCII)),
                400,
                "MISSING_FILE");
        refused(api.post("application/pdf", SMALL), 400, "MALFORMED_REQUEST");
        refused(api.post("multipart/form-data", SMALL), 400, "MALFORMED_REQUEST");
        refused(api.post("pdf", SMALL), 400, "MALFORMED_REQUEST");
        refused(api.post(multipart, "no parts at all".getBytes(StandardCharsets.US_ASCII)), 400, "MALFORMED_REQUEST");
        refused(
                api.post(multipart, Arrays.copyOf(Api.multipart("file", "cut.pdf", SMALL), 700)),
                400,
                "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/documents?limit=0",
                "/documents?limit=501",
                "/documents?limit=ten",
                "/documents?offset=-1",
                "/documents?status=done",
                "/findings?finding_type=secret",
                "/metrics?since=yesterday",
                "/metrics?since=PTX",
            })
    void refusesQuestionsThatItDoesNotUnderstand(String path) {
        refused(api.get(path), 400, "MALFORMED_REQUEST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1600-01-01T00:00:00Z",
                "%2B9999999-01-01T00:00:00Z",
                "P999999999D",
                "PT-999999999H",
                "2026-01-01T00:00:00.123456789Z"
            })
    void takesAnyTimeForTheBeginningOfMetrics(String since) {
        assertThat(api.get("/metrics?since=" + since).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Fetch-Site, cross-site", "Sec-Fetch-Site, same-site", "Origin, http://evil.example", "Origin, null"
    })
    void refusesWhatABrowserSendsForAnotherSite(String header, String value) {
        Api.Answer answer = api.upload(Map.of(header, value), "a.pdf", SMALL);

        refused(answer, 403, "CROSS_SITE_REQUEST");
        assertThat(answer.headers()).containsKey("content-security-policy");
    }

    @Test
    void takesWhatABrowserSendsForTheServicesOwnPage() {
        assertThat(api.upload(Map.of("Origin", api.base().toString()), "a.pdf", SMALL)
                        .status())
                .isEqualTo(200);
        assertThat(api.upload(Map.of("Sec-Fetch-Site", "same-origin", "Origin", "https://scan.example"), "a.pdf", SMALL)
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "/documents/01234567-89ab-7def-8123-456789abcdef, DOCUMENT_NOT_FOUND",
        "/findings/01234567-89ab-7def-8123-456789abcdef, DOCUMENT_NOT_FOUND",
        "/documents/ffffffff-ffff-7fff-bfff-ffffffffffff, DOCUMENT_NOT_FOUND",
        "/findings/ffffffff-ffff-7fff-bfff-ffffffffffff, DOCUMENT_NOT_FOUND",
        "/documents/nonsense, DOCUMENT_NOT_FOUND",
        "/documents/..%2f..%2fetc, NOT_FOUND",
        "/nowhere, NOT_FOUND",
    })
    void knowsWhatItDoesNotHave(String path, String code) {
        Api.Answer answer = api.get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text("code")).endsWith("NOT_FOUND");
        assertThat(answer.text("code")).isIn(code, "DOCUMENT_NOT_FOUND");
    }

    @Test
    void keepsTheNameOfAFileWithoutItsDirectories() {
        assertThat(api.upload("../../etc/passwd.pdf", SMALL).text("filename")).isEqualTo("passwd.pdf");
        assertThat(api.upload("C:\\\\temp\\\\a b.pdf", SMALL).text("filename")).isEqualTo("a b.pdf");
        assertThat(api.upload("<img src=x onerror=alert(1)>.pdf", SMALL).text("filename"))
                .isEqualTo("<img src=x onerror=alert(1)>.pdf");
        assertThat(api.upload("Überweisung №1.pdf", SMALL).text("filename")).isEqualTo("Überweisung №1.pdf");
        assertThat(api.upload("x".repeat(1000) + ".pdf", SMALL).text("filename"))
                .hasSize(255);
        assertThat(api.upload("/", SMALL).text("filename")).isEqualTo("document.pdf");
    }

    @Test
    void failsWhatCannotBeScannedWithAReasonAndScansTheOthers() {
        String encrypted = api.upload(Corpus.file("qpdf-password")).text("document_id");
        String bomb = api.upload(Corpus.file("zip-bomb")).text("document_id");
        String image = api.upload(Corpus.file("img2pdf-image")).text("document_id");
        String fine = api.upload(Corpus.file("cairo-1")).text("document_id");

        assertThat(api.scanned(encrypted).get("reason").asString()).contains("encrypted");
        assertThat(api.scanned(image).get("reason").asString()).contains("no text");
        assertThat(api.scanned(bomb).get("status").asString()).isEqualTo("failed");
        assertThat(api.scanned(fine).get("status").asString()).isEqualTo("completed");
        assertThat(api.get("/documents?status=failed").body().get("documents").size())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void listsDocumentsAndFindingsInPages() {
        for (int i = 0; i < 3; i++) {
            api.scanned(api.upload("page-" + i + ".pdf", SMALL).text("document_id"));
        }

        JsonNode documents = api.get("/documents?limit=2&offset=1").body();
        JsonNode emails = api.get("/findings?limit=2&finding_type=email").body();

        assertThat(documents.get("documents").size()).isEqualTo(2);
        assertThat(documents.get("limit").asInt()).isEqualTo(2);
        assertThat(documents.get("offset").asInt()).isEqualTo(1);
        assertThat(documents.get("total").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(emails.get("findings").size()).isEqualTo(2);
        assertThat(emails.get("findings")
                        .valueStream()
                        .map(one -> one.get("finding_type").asString()))
                .containsOnly("email");
        assertThat(emails.get("total").asLong()).isGreaterThanOrEqualTo(3);
        assertThat(Arrays.stream(FindingType.values())
                        .mapToLong(type -> api.get("/findings?limit=1&finding_type=" + type.text())
                                .body()
                                .get("total")
                                .asLong())
                        .sum())
                .isGreaterThanOrEqualTo(6);
    }

    @Test
    void measuresWhatItDoes() {
        api.scanned(api.upload("measured.pdf", SMALL).text("document_id"));

        await().untilAsserted(() -> {
            JsonNode scan = api.get("/metrics?operation=scan&since=PT1H").body().get("operations");
            assertThat(scan.size()).isEqualTo(1);
            assertThat(scan.get(0).propertyNames())
                    .containsExactlyInAnyOrder(
                            "operation", "count", "average_ms", "min_ms", "max_ms", "p50_ms", "p95_ms");
            assertThat(scan.get(0).get("count").asLong()).isPositive();
        });
        assertThat(api.get("/metrics?since=" + Instant.now().plusSeconds(60))
                        .body()
                        .get("operations")
                        .size())
                .isZero();
    }

    @Test
    void tellsHowItIs() {
        Api.Answer health = api.get("/health");

        assertThat(health.status()).isEqualTo(200);
        assertThat(health.text("status")).isEqualTo("up");
        assertThat(health.text("backend")).isEqualTo(variables().getOrDefault("PDF_SCAN_BACKEND", "memory"));
        assertThat(health.body().has("version")).isTrue();
        assertThat(health.body().get("figures").isEmpty()).isFalse();
    }

    @Test
    void describesEveryRouteAndErrorCode() {
        JsonNode description = api.get("/openapi.json").body();

        assertThat(description.get("paths").propertyNames())
                .containsExactlyInAnyOrder(
                        "/upload",
                        "/documents",
                        "/documents/{document_id}",
                        "/findings",
                        "/findings/{document_id}",
                        "/metrics",
                        "/health");
        List<String> codes = new ArrayList<>();
        description.at("/components/schemas/Error/properties/code/enum").forEach(code -> codes.add(code.asString()));
        assertThat(codes)
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ErrorCode.values()).map(Enum::name).toList());
    }

    @Test
    void outlivesUploadsThatLieAboutTheirSizeOrNeverEnd() throws IOException {
        byte[] body = Api.multipart("file", "a.pdf", SMALL);
        try (Socket shorter = send(body, body.length - 200);
                Socket longer = send(body, body.length + 200);
                Socket gone = send(Arrays.copyOf(body, 400), body.length)) {
            assertThat(firstLine(shorter)).contains("400");
            assertThat(longer.isConnected() && gone.isConnected()).isTrue();
        }

        assertThat(api.upload("after.pdf", SMALL).status()).isEqualTo(200);
        await().ignoreExceptions().untilAsserted(() -> {
            try (Stream<Path> files = Files.walk(spool)) {
                assertThat(files).noneMatch(file -> file.toString().endsWith(".part"));
            }
        });
    }

    @Test
    void answersAtOnceWhileManyClientsAreSlow() throws IOException {
        byte[] body = Api.multipart("file", "slow.pdf", SMALL);
        List<Socket> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                slow.add(send(Arrays.copyOf(body, 300), body.length));
            }
            CompletableFuture<Api.Answer> quick = api.uploadAsync("quick.pdf", SMALL);
            assertThat(quick).succeedsWithin(Duration.ofSeconds(10));
            Socket oneOfThem = slow.get(17);
            oneOfThem.getOutputStream().write(body, 300, body.length - 300);
            assertThat(firstLine(oneOfThem)).contains("200");
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private Socket send(byte[] body, int announced) throws IOException {
        Socket socket = new Socket(api.base().getHost(), api.base().getPort());
        socket.setSoTimeout(20_000);
        OutputStream out = socket.getOutputStream();
        out.write(("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Type: multipart/form-data; boundary=" + Api.BOUNDARY
                        + "\r\nContent-Length: " + announced + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        out.write(body);
        out.flush();
        return socket;
    }

    private static String firstLine(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private static void refused(Api.Answer answer, int status, String code) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.body().propertyNames()).containsExactlyInAnyOrder("error", "code", "details");
        assertThat(answer.text("code")).isEqualTo(code);
    }
}
