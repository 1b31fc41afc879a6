package io.peristyle.pdfscan.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.document.Operation;
import io.peristyle.pdfscan.document.OperationSummary;
import io.peristyle.pdfscan.document.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryBackendTest extends BackendContract {
    private final Backend small = Backends.inMemory(new MemoryLimits(3, 4, 2));

    @Override
    Backend backend() {
        return Backends.inMemory();
    }

    @Test
    void dropsTheEldestFinishedDocumentWithItsFindingsForANewOne() {
        Document waiting = document(0, "waiting.pdf");
        Document finished = document(1, "finished.pdf").completed(Instant.now(), 1);
        saveAll(small, List.of(waiting, finished, document(2, "other.pdf")));
        small.findings().add(findings(finished, 2)).join();

        small.documents().save(document(3, "new.pdf")).join();

        assertThat(small.documents().find(finished.id()).join()).isEmpty();
        assertThat(small.findings().of(finished.id()).join()).isEmpty();
        assertThat(small.documents().find(waiting.id()).join()).isPresent();
        assertThat(small.documents().list(new PageRequest(10, 0), null).join().total())
                .isEqualTo(3);
    }

    @Test
    void refusesADocumentWhenAllThatItHasWaitToBeScanned() {
        saveAll(small, List.of(document(0, "a.pdf"), document(1, "b.pdf"), document(2, "c.pdf")));

        assertThat(small.documents().save(document(3, "d.pdf")))
                .failsWithin(Duration.ZERO)
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(BackendUnavailableException.class);
    }

    @Test
    void makesRoomForFindings() {
        Document first = document(0, "first.pdf").completed(Instant.now(), 1);
        Document second = document(1, "second.pdf");
        saveAll(small, List.of(first, second));
        small.findings().add(findings(first, 3)).join();

        small.findings().add(findings(second, 4)).join();

        assertThat(small.findings().list(new PageRequest(10, 0), null).join().total())
                .isEqualTo(4);
        assertThat(small.documents().find(first.id()).join()).isEmpty();
    }

    @Test
    void keepsTheLatestOperationsOnly() {
        for (int i = 1; i <= 5; i++) {
            small.metrics().record(new Operation("scan", Instant.now(), Duration.ofMillis(i)));
        }

        assertThat(small.metrics().summarize("scan", null).join())
                .singleElement()
                .extracting(OperationSummary::minimum)
                .isEqualTo(4.0);
    }

    private static List<Finding> findings(Document document, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Finding(document.id(), i, FindingType.SSN, 1, 0.9))
                .toList();
    }
}
