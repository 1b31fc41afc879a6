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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@OnServer
final class ClickHouseOutageIT {
    private static final byte[] SMALL = Api.bytes(Corpus.file("pdfbox-1"));
    private static final String DATABASE = "pdf_scan_service";

    @TempDir
    private Path spool;

    @Test
    void losesNoAcceptedUploadWhileClickHouseIsKilledAndRestarted(@PrivateServer ClickHouseServer server) {
        try (RunningService service = RunningService.start(RunningService.onClickHouse(server), spool)) {
            Api api = service.api();
            List<CompletableFuture<Api.Answer>> uploads = new ArrayList<>();
            for (int round = 0; round < 6; round++) {
                for (int i = 0; i < 10; i++) {
                    uploads.add(api.uploadAsync(round + "-" + i + ".pdf", SMALL));
                }
                if (round == 1) {
                    server.kill();
                }
                if (round == 4) {
                    server.restart();
                }
                uploads.get(uploads.size() - 1).join();
            }
            List<Api.Answer> answers =
                    uploads.stream().map(CompletableFuture::join).toList();
            List<String> accepted = answers.stream()
                    .filter(answer -> answer.status() == 200)
                    .map(answer -> answer.text("document_id"))
                    .toList();

            assertThat(answers).extracting(Api.Answer::status).containsOnly(200, 503);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 503)
                    .isNotEmpty()
                    .allSatisfy(answer -> {
                        assertThat(answer.text("code")).isEqualTo("BACKEND_UNAVAILABLE");
                        assertThat(answer.headers()).containsKey("retry-after");
                    });
            assertThat(accepted).hasSizeGreaterThanOrEqualTo(20);
            for (String id : accepted) {
                JsonNode document = api.scanned(id);
                assertThat(document.get("status").asString()).isEqualTo("completed");
                assertThat(document.get("findings").size()).isEqualTo(2);
            }
            await().untilAsserted(() -> assertThat(api.get("/health").status()).isEqualTo(200));
        }
    }

    @Test
    void tellsThatClickHouseIsDownWhileItIs(@PrivateServer ClickHouseServer server) {
        server.stop();
        try (RunningService service = RunningService.start(RunningService.onClickHouse(server), spool)) {
            Api api = service.api();
            Api.Answer health = api.get("/health");
            assertThat(health.status()).isEqualTo(503);
            assertThat(health.text("status")).isEqualTo("down");
            assertThat(api.get("/documents").status()).isEqualTo(503);
            assertThat(api.upload("a.pdf", SMALL).text("code")).isEqualTo("BACKEND_UNAVAILABLE");

            server.restart();

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(api.get("/health").status()).isEqualTo(200));
            assertThat(api.upload("b.pdf", SMALL).status()).isEqualTo(200);
        }
    }

    @Test
    void goesOnWithWhatAnEarlierProcessHasLeftBehind(ClickHouseServer server) throws IOException {
        Instant now = Instant.now();
        Document pending = document(now, 0, "pending.pdf");
        Document processing = document(now, 1, "processing.pdf").processing(now);
        Document almostDone = document(now, 2, "almost-done.pdf").processing(now);
        Document completed = document(now, 3, "completed.pdf").completed(now, 1);
        Document neverStored = document(now.minusSeconds(3600), 0, "never-stored.pdf");
        Document forgotten = document(now.minus(Duration.ofHours(2)), 0, "forgotten.pdf");
        Document givenUp = document(now.minus(Duration.ofHours(2)), 1, "given-up.pdf");
        try (ClickHouse client = ClickHouse.connect(server.url())) {
            Backend backend = Backends.clickHouse(client, DATABASE);
            for (Document document : List.of(pending, processing, almostDone, completed, forgotten, givenUp)) {
                backend.documents().save(document).join();
            }
            backend.documents().save(givenUp.lost(now)).join();
            backend.findings()
                    .add(List.of(
                            new Finding(almostDone.id(), 0, FindingType.EMAIL, 1, 0.9),
                            new Finding(almostDone.id(), 1, FindingType.SSN, 1, 0.9)))
                    .join();
        }
        for (Document document : List.of(pending, processing, almostDone, completed, neverStored, givenUp)) {
            Files.write(spool.resolve(document.id() + ".pdf"), SMALL);
        }
        Files.write(spool.resolve(DocumentId.at(now) + ".part"), SMALL);

        try (RunningService service = RunningService.start(RunningService.onClickHouse(server), spool)) {
            Api api = service.api();
            for (Document document : List.of(pending, processing, almostDone, givenUp)) {
                JsonNode scanned = api.scanned(document.id().toString());
                assertThat(scanned.get("status").asString()).isEqualTo("completed");
                assertThat(scanned.get("findings").size())
                        .as(document.filename())
                        .isEqualTo(2);
            }
            assertThat(api.get("/documents/" + forgotten.id()).text("status"))
                    .as("what its instance may only not have come to yet")
                    .isEqualTo("pending");
            await().untilAsserted(() -> {
                try (Stream<Path> files = Files.list(spool)) {
                    assertThat(files.map(file -> file.getFileName().toString()))
                            .as("what a server may only not know of yet")
                            .filteredOn(name -> name.matches(".*\\.(pdf|part)"))
                            .containsExactly(neverStored.id() + ".pdf");
                }
            });
        }
    }

    private static Document document(Instant now, int milli, String name) {
        return Document.uploaded(DocumentId.at(now.plusMillis(milli)), name, SMALL.length);
    }
}
