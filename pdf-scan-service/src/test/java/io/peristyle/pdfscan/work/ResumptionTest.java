package io.peristyle.pdfscan.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.pdfscan.backend.Backends;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.document.DocumentStatus;
import io.peristyle.pdfscan.scan.Corpus;
import io.peristyle.pdfscan.scan.ScanLimits;
import io.peristyle.pdfscan.scan.ScannerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances of the service, each with a spool of its own, on one store that may tell what was true a while ago. */
class ResumptionTest {
    private static final Duration LOOK = Duration.ofMinutes(5);

    private final Backend backend = Backends.inMemory();
    private final LaggingBackend store = new LaggingBackend(backend);
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private Instance here;
    private Instance there;

    @BeforeEach
    void start(@TempDir Path directory) {
        here = new Instance(directory.resolve("here"));
        there = new Instance(directory.resolve("there"));
    }

    @AfterEach
    void stop() {
        here.close();
        there.close();
    }

    @Test
    void aFileWhoseDocumentAServerDoesNotKnowYetIsKeptAndScanned() throws IOException {
        Document accepted = Document.uploaded(DocumentId.at(now), "a.pdf", 1_000);
        backend.documents().save(accepted).join();
        here.has(accepted);
        store.forget();

        look(Duration.ofMinutes(50));
        assertThat(here.spool.uploads()).containsExactly(accepted.id());
        store.catchUp();
        look(LOOK);

        await().untilAsserted(() -> assertThat(status(accepted)).isEqualTo(DocumentStatus.COMPLETED));
    }

    @Test
    void aFileThatWasNeverAcceptedIsDeletedWhenNoServerHasKnownOfItForAnHour() throws IOException {
        Document refused = Document.uploaded(DocumentId.at(now), "a.pdf", 1_000);
        here.has(refused);

        look(Duration.ofMinutes(55));
        assertThat(here.spool.uploads()).isNotEmpty();
        look(Duration.ofMinutes(10));

        assertThat(here.spool.uploads()).isEmpty();
    }

    @Test
    void anHourInWhichTheStoreWasAwayIsNoneOfLooks() throws IOException {
        Document refused = Document.uploaded(DocumentId.at(now), "a.pdf", 1_000);
        here.has(refused);
        look(Duration.ofMinutes(30));
        store.goAway();
        look(Duration.ofMinutes(30));
        store.catchUp();

        look(Duration.ofMinutes(30));

        assertThat(here.spool.uploads()).isNotEmpty();
    }

    @Test
    void aDocumentThatCameToItsEndIsNotScannedAgainForAServerThatDoesNotKnow() throws IOException {
        Document document = Document.uploaded(DocumentId.at(now), "a.pdf", 1_000);
        backend.documents().save(document).join();
        here.has(document);
        store.freeze();
        look(LOOK);
        await().untilAsserted(() -> assertThat(status(document)).isEqualTo(DocumentStatus.COMPLETED));
        await().until(() -> here.pipeline.waiting() == 0);

        here.pipeline.resume(document);
        look(LOOK);

        assertThat(here.pipeline.waiting()).isZero();
        assertThat(status(document)).isEqualTo(DocumentStatus.COMPLETED);
    }

    @Test
    void aDocumentThatNobodyTouchesForAnHourIsGivenUp() {
        Document document = Document.uploaded(DocumentId.at(now.minus(Duration.ofDays(2))), "a.pdf", 1_000);
        backend.documents().save(document).join();

        look(Duration.ofMinutes(55));
        assertThat(status(document)).isEqualTo(DocumentStatus.PENDING);
        look(Duration.ofMinutes(10));

        assertThat(status(document)).isEqualTo(DocumentStatus.FAILED);
        assertThat(backend.documents().find(document.id()).join().orElseThrow().isLost())
                .isTrue();
    }

    @Test
    void aDocumentThatWaitsElsewhereIsNotGivenUp() throws IOException {
        Document document = Document.uploaded(DocumentId.at(now), "a.pdf", 1_000);
        Files.createFile(there.spool.whole(document.id()));
        there.scanner.close();
        there.pipeline.accept(document).join();
        await().until(() -> there.pipeline.waiting() == 1);

        look(Duration.ofHours(5));

        assertThat(status(document).isFinal()).isFalse();
    }

    /** Both instances look, every few minutes. */
    private void look(Duration time) {
        Instant end = now.plus(time);
        while (now.isBefore(end)) {
            now = now.plus(LOOK);
            for (Instance instance : new Instance[] {there, here}) {
                instance.resumption.run().exceptionally(failure -> null).join();
            }
        }
    }

    private DocumentStatus status(Document document) {
        return backend.documents().find(document.id()).join().orElseThrow().status();
    }

    private final class Instance {
        private final Spool spool;
        private final ScannerPool scanner;
        private final Pipeline pipeline;
        private final Resumption resumption;

        Instance(Path directory) {
            Clock clock = new TestClock();
            spool = Spool.open(directory);
            scanner = new ScannerPool(new ScanLimits(1, Duration.ofSeconds(30), 128, directory));
            pipeline = new Pipeline(store, spool, scanner, clock, 100);
            resumption = new Resumption(store, spool, pipeline, clock);
        }

        void has(Document document) throws IOException {
            Files.copy(Corpus.file("pdfbox-1"), spool.whole(document.id()));
        }

        void close() {
            pipeline.close();
            scanner.close();
            spool.close();
        }
    }

    private final class TestClock extends Clock {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
