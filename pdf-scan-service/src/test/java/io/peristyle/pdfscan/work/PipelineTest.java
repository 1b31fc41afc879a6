package io.peristyle.pdfscan.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.pdfscan.backend.Backends;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.DocumentId;
import io.peristyle.pdfscan.document.DocumentStatus;
import io.peristyle.pdfscan.document.OperationSummary;
import io.peristyle.pdfscan.document.PageRequest;
import io.peristyle.pdfscan.scan.Corpus;
import io.peristyle.pdfscan.scan.ScanLimits;
import io.peristyle.pdfscan.scan.ScannerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PipelineTest {
    private static final int DOCUMENTS = 100;
    private static final int SLOTS = 64;

    @Test
    void scansNoMoreThanItMayKeepWhileTheStoreIsAway(@TempDir Path directory) throws IOException {
        Backend backend = Backends.inMemory();
        LaggingBackend store = new LaggingBackend(backend);
        try (Spool spool = Spool.open(directory);
                ScannerPool scanner = new ScannerPool(new ScanLimits(1, Duration.ofSeconds(30), 128, directory));
                Pipeline pipeline = new Pipeline(store, spool, scanner, Clock.systemUTC(), DOCUMENTS)) {
            store.goAway();
            for (int i = 0; i < DOCUMENTS; i++) {
                Document document = Document.uploaded(DocumentId.at(Instant.now()), i + ".pdf", 1_000);
                Files.copy(Corpus.file("pdfbox-1"), spool.whole(document.id()));
                pipeline.resume(document);
            }

            await().atMost(Duration.ofSeconds(30)).until(() -> scans(backend) == SLOTS);
            await().during(Duration.ofMillis(500)).until(() -> scans(backend) == SLOTS);
            assertThat(pipeline.waiting()).isEqualTo(DOCUMENTS);
            store.catchUp();

            await().atMost(Duration.ofSeconds(30)).until(() -> pipeline.waiting() == 0);
            assertThat(backend.documents()
                            .list(new PageRequest(1, 0), DocumentStatus.COMPLETED)
                            .join()
                            .total())
                    .isEqualTo(DOCUMENTS);
            assertThat(spool.uploads()).isEmpty();
        }
    }

    private static long scans(Backend backend) {
        return backend.metrics().summarize("scan", null).join().stream()
                .mapToLong(OperationSummary::count)
                .sum();
    }
}
