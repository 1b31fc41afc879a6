package io.peristyle.pdfscan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.pdfscan.document.Finding;
import io.peristyle.pdfscan.document.FindingType;
import io.peristyle.pdfscan.document.PageRequest;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnServer
final class ClickHouseBackendIT extends BackendContract {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final ClickHouseServer server;
    private final ClickHouse client;
    private final String database = "pdf_scan_test_" + DATABASES.incrementAndGet();

    ClickHouseBackendIT(ClickHouseServer server) {
        this.server = server;
        this.client = ClickHouse.connect(server.url());
    }

    @AfterEach
    void drop() {
        server.http("DROP DATABASE IF EXISTS " + database);
        client.close();
    }

    @Override
    Backend backend() {
        return Backends.clickHouse(client, database);
    }

    @Test
    void makesItsTablesOnceAlsoWhenSeveralInstancesStartTogether() {
        List<Backend> instances = List.of(backend(), backend(), backend());

        CompletableFuture.allOf(instances.stream()
                        .map(instance -> instance.documents().save(document(0, "a.pdf")))
                        .toArray(CompletableFuture[]::new))
                .join();

        assertThat(server.http("SELECT count() FROM " + database + ".documents").strip())
                .isEqualTo("3");
        assertThat(server.http("SELECT max(version) FROM " + database + ".schema_version")
                        .strip())
                .isEqualTo("1");
        assertThat(server.http("SHOW CREATE TABLE " + database + ".documents")).contains("ReplacingMergeTree(version)");
        assertThat(server.http("SHOW CREATE TABLE " + database + ".operations"))
                .contains("LowCardinality")
                .containsAnyOf("toIntervalDay(90)", "INTERVAL 90 DAY");
    }

    @Test
    void bringsAnOlderSchemaUpToDateAndKeepsWhatIsInIt() {
        Document kept = document(0, "kept.pdf");
        backend().documents().save(kept).join();
        List<List<String>> steps = List.of(
                List.of("must not be run again"),
                List.of("ALTER TABLE " + database
                        + ".documents ADD COLUMN IF NOT EXISTS owner String DEFAULT 'nobody'"));

        new ClickHouseSchema(client, new Database(database), steps).ready().join();

        assertThat(server.http("SELECT owner FROM " + database + ".documents").strip())
                .isEqualTo("nobody");
        assertThat(server.http("SELECT max(version) FROM " + database + ".schema_version")
                        .strip())
                .isEqualTo("2");
        assertThat(new ClickHouseSchema(client, new Database(database)).ready())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("newer service");
    }

    @Test
    void putsManyStatesIntoFewInserts() {
        Backend backend = backend();
        backend.documents().save(document(0, "first.pdf")).join();
        List<CompletableFuture<Void>> saves = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            saves.add(backend.documents().save(document(i, i + ".pdf")));
        }

        CompletableFuture.allOf(saves.toArray(CompletableFuture[]::new)).join();

        assertThat(client.stats().acquired()).isLessThan(100);
        assertThat(server.http("SELECT count() FROM " + database + ".documents").strip())
                .isEqualTo("501");
    }

    @Test
    void saysThatItIsDownAndGoesOnWhenTheServerIsBack(@PrivateServer ClickHouseServer mortal) {
        String url = mortal.url() + "?acquire_timeout=1s&retries=0";
        try (ClickHouse db = ClickHouse.connect(url)) {
            Backend backend = Backends.clickHouse(db);
            backend.documents().save(document(0, "before.pdf")).join();
            mortal.kill();

            assertThat(backend.health().join().up()).isFalse();
            assertThat(failure(backend.documents().save(document(1, "during.pdf"))))
                    .isInstanceOf(BackendUnavailableException.class);
            Document scanned = document(3, "scanned.pdf");
            Finding finding = new Finding(scanned.id(), 0, FindingType.SSN, 2, 0.9);
            CompletableFuture<Void> added = backend.findings().add(List.of(finding));

            mortal.restart();
            Document after = document(2, "after.pdf");
            await().ignoreExceptions()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> backend.documents().save(after).join());
            assertThat(backend.documents().find(after.id()).join()).contains(after);
            assertThat(added).succeedsWithin(Duration.ofSeconds(30));
            assertThat(backend.findings().of(scanned.id()).join()).containsExactly(finding);
            assertThat(backend.health().join().up()).isTrue();
        }
    }

    @Test
    void saysThatItIsDownWhenAServerThatAnswersKeepsRefusingRows() {
        Instant start = Instant.now();
        // Minutes pass in seconds; attempts come every five of those at least.
        Backend backend = new ClickHouseBackend(
                client,
                new Database(database),
                () -> start.plus(Duration.between(start, Instant.now()).multipliedBy(8)));
        Document scanned = document(0, "scanned.pdf");
        backend.documents().save(scanned).join();
        server.http("DROP TABLE " + database + ".findings");
        Finding finding = new Finding(scanned.id(), 0, FindingType.SSN, 2, 0.9);

        CompletableFuture<Void> added = backend.findings().add(List.of(finding));

        await().atMost(Duration.ofSeconds(30))
                .until(() -> !backend.health().join().up());
        assertThat(backend.health().join().description()).contains("rows of findings", "UNKNOWN_TABLE");
        Backends.schema(database).forEach(server::http);
        assertThat(added).succeedsWithin(Duration.ofSeconds(30));
        assertThat(backend.health().join().up()).isTrue();
    }

    @Test
    void tellsOfFindingsOnceThatWereStoredTwice() {
        Backend backend = backend();
        Document scanned = document(0, "scanned.pdf");
        List<Finding> findings = List.of(
                new Finding(scanned.id(), 0, FindingType.SSN, 2, 0.9),
                new Finding(scanned.id(), 1, FindingType.EMAIL, 3, 0.8));
        backend.findings().add(findings).join();
        backend.findings().add(findings).join();

        assertThat(backend.findings().of(scanned.id()).join()).isEqualTo(findings);
        assertThat(backend.findings().list(new PageRequest(10, 0), null).join().items())
                .isEqualTo(findings);
        server.http("OPTIMIZE TABLE " + database + ".findings FINAL");
        assertThat(backend.findings().list(new PageRequest(10, 0), null).join().total())
                .isEqualTo(2);
    }

    @Test
    void worksWhileOneOfSeveralHostsIsAway(@PrivateServer ClickHouseServer away) {
        String hosts = away.host() + ":" + away.tcpPort() + "," + server.host() + ":" + server.tcpPort();
        away.kill();
        Backend backend = Backends.from(Map.of(
                "PDF_SCAN_BACKEND", "clickhouse",
                "CLICKHOUSE_HOST", hosts,
                "CLICKHOUSE_USER", "default",
                "CLICKHOUSE_PASSWORD", "",
                "CLICKHOUSE_DB", database));
        List<Document> documents =
                IntStream.range(0, 50).mapToObj(i -> document(i, i + ".pdf")).toList();

        for (Document document : documents) {
            backend.documents().save(document).join();
            assertThat(backend.documents().find(document.id()).join()).contains(document);
        }

        assertThat(backend.health().join().up()).isTrue();
        assertThat(backend.close()).succeedsWithin(Duration.ofSeconds(10));
    }

    private static Throwable failure(CompletableFuture<?> future) {
        try {
            future.join();
            throw new AssertionError("did not fail");
        } catch (CompletionException e) {
            return Objects.requireNonNull(e.getCause());
        }
    }
}
