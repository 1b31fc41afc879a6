package io.peristyle.pdfscan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.document.DocumentStatus;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.document.Operation;
import io.peristyle.pdfscan.document.OperationSummary;
import io.peristyle.pdfscan.document.Page;
import io.peristyle.pdfscan.document.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every backend promises. */
abstract class BackendContract {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    /** A backend with nothing in it. */
    abstract Backend backend();

    @Test
    void givesBackADocumentAsItWasSaved() {
        Backend backend = backend();
        Document saved = document(0, "Überweisung <b>№ 1</b>.pdf");

        backend.documents().save(saved).join();

        assertThat(backend.documents().find(saved.id()).join()).contains(saved);
        assertThat(backend.documents().find(DocumentId.at(NOON)).join()).isEmpty();
    }

    @Test
    void showsTheLatestStateWhateverTheOrderInWhichTheyArrive() {
        Backend backend = backend();
        Document pending = document(0, "a.pdf");
        Document processing = pending.processing(NOON.plusSeconds(1));
        Document failed = processing.failed(NOON.plusSeconds(2), "It has no pages.");

        backend.documents().save(pending).join();
        backend.documents().save(failed).join();
        backend.documents().save(processing).join();

        assertThat(backend.documents().find(pending.id()).join()).contains(failed);
        Page<Document> list =
                backend.documents().list(new PageRequest(10, 0), null).join();
        assertThat(list.items()).containsExactly(failed);
        assertThat(list.total()).isEqualTo(1);
    }

    @Test
    void listsDocumentsNewestFirstInPages() {
        Backend backend = backend();
        List<Document> saved = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            saved.add(0, document(i, i + ".pdf"));
        }
        saveAll(backend, saved);

        Page<Document> first =
                backend.documents().list(new PageRequest(10, 0), null).join();
        Page<Document> last =
                backend.documents().list(new PageRequest(10, 20), null).join();
        Page<Document> beyond =
                backend.documents().list(new PageRequest(10, 30), null).join();

        assertThat(first.items()).isEqualTo(saved.subList(0, 10));
        assertThat(first.total()).isEqualTo(25);
        assertThat(last.items()).isEqualTo(saved.subList(20, 25));
        assertThat(beyond.items()).isEmpty();
        assertThat(beyond.total()).isEqualTo(25);
    }

    @Test
    void listsDocumentsByTheirLatestStatusAlone() {
        Backend backend = backend();
        Document waiting = document(1, "waiting.pdf");
        Document done = document(2, "done.pdf");
        Document completed = done.processing(NOON).completed(NOON, 3);
        saveAll(backend, List.of(waiting, done, completed));

        Page<Document> pending = backend.documents()
                .list(new PageRequest(10, 0), DocumentStatus.PENDING)
                .join();

        assertThat(pending.items()).containsExactly(waiting);
        assertThat(pending.total()).isEqualTo(1);
        assertThat(backend.documents()
                        .list(new PageRequest(10, 0), DocumentStatus.COMPLETED)
                        .join()
                        .items())
                .containsExactly(completed);
    }

    @Test
    void knowsWhatIsUnfinishedEldestFirst() {
        Backend backend = backend();
        Document eldest = document(0, "eldest.pdf");
        Document processing = document(1, "processing.pdf").processing(NOON);
        Document failed = document(2, "failed.pdf").failed(NOON, "no");
        Document youngest = document(3, "youngest.pdf");
        saveAll(backend, List.of(youngest, failed, processing, eldest));

        assertThat(backend.documents().unfinished(10).join()).containsExactly(eldest, processing, youngest);
        assertThat(backend.documents().unfinished(1).join()).containsExactly(eldest);
    }

    @Test
    void keepsTheFindingsOfADocumentInTheirOrder() {
        Backend backend = backend();
        Document document = document(0, "a.pdf");
        backend.documents().save(document).join();
        List<Finding> findings = List.of(
                new Finding(document.id(), 0, FindingType.SSN, 2, 0.95),
                new Finding(document.id(), 1, FindingType.EMAIL, 1, 0.9),
                new Finding(document.id(), 2, FindingType.IP, 7, 0.5));

        backend.findings().add(findings).join();

        assertThat(backend.findings().of(document.id()).join()).isEqualTo(findings);
        assertThat(backend.findings().of(DocumentId.at(NOON)).join()).isEmpty();
    }

    @Test
    void listsFindingsOfTheNewestDocumentsFirstWithTotals() {
        Backend backend = backend();
        List<Finding> newestFirst = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            Document document = document(i, i + ".pdf");
            backend.documents().save(document).join();
            List<Finding> findings = List.of(
                    new Finding(document.id(), 0, FindingType.SSN, 1, 0.95),
                    new Finding(document.id(), 1, FindingType.EMAIL, 2, 0.9));
            backend.findings().add(findings).join();
            newestFirst.addAll(0, findings);
        }

        Page<Finding> all = backend.findings().list(new PageRequest(4, 2), null).join();
        Page<Finding> emails = backend.findings()
                .list(new PageRequest(2, 0), FindingType.EMAIL)
                .join();

        assertThat(all.items()).isEqualTo(newestFirst.subList(2, 6));
        assertThat(all.total()).isEqualTo(10);
        assertThat(emails.items()).containsExactly(newestFirst.get(1), newestFirst.get(3));
        assertThat(emails.total()).isEqualTo(5);
    }

    @Test
    void takesADocumentWithoutFindings() {
        Backend backend = backend();

        backend.findings().add(List.of()).join();

        assertThat(backend.findings().list(new PageRequest(1, 0), null).join().total())
                .isZero();
    }

    @Test
    void sumsUpWhatOperationsTook() {
        Backend backend = backend();
        Instant now = Instant.now();
        for (int i = 1; i <= 100; i++) {
            backend.metrics().record(new Operation("upload", now, Duration.ofMillis(i)));
        }
        backend.metrics().record(new Operation("scan", now.minusSeconds(60), Duration.ofMillis(1)));
        backend.metrics().record(new Operation("scan", now, Duration.ofMillis(3)));

        await().untilAsserted(
                        () -> assertThat(backend.metrics().summarize(null, null).join())
                                .extracting(OperationSummary::count)
                                .containsExactly(2L, 100L));

        OperationSummary upload =
                backend.metrics().summarize("upload", null).join().get(0);
        assertThat(upload.average()).isCloseTo(50.5, within(0.01));
        assertThat(upload.minimum()).isEqualTo(1);
        assertThat(upload.maximum()).isEqualTo(100);
        assertThat(upload.p50()).isCloseTo(50.5, within(0.01));
        assertThat(upload.p95()).isCloseTo(95.05, within(0.01));
        assertThat(backend.metrics().summarize("scan", now.minusSeconds(30)).join())
                .singleElement()
                .extracting(OperationSummary::maximum)
                .isEqualTo(3.0);
        assertThat(backend.metrics().summarize("nothing", null).join()).isEmpty();
    }

    @Test
    void isUp() {
        assertThat(backend().health().join().up()).isTrue();
    }

    @Test
    void storesWhatIsOnItsWayBeforeItCloses() {
        Backend backend = backend();
        List<CompletableFuture<Void>> saves = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            saves.add(backend.documents().save(document(i, i + ".pdf")));
        }

        backend.close().join();

        assertThat(saves).allSatisfy(save -> assertThat(save).isCompleted());
        backend.close().join();
    }

    static Document document(int second, String filename) {
        UUID id = DocumentId.at(NOON.plusSeconds(second));
        return Document.uploaded(id, filename, 1234 + second);
    }

    static void saveAll(Backend backend, List<Document> documents) {
        CompletableFuture.allOf(documents.stream()
                        .map(document -> backend.documents().save(document))
                        .toArray(CompletableFuture[]::new))
                .join();
    }
}
