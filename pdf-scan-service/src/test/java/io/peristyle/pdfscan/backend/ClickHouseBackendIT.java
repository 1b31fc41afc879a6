package io.peristyle.pdfscan.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.client.ClickHouse;
import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.pdfscan.document.Backend;
import io.peristyle.pdfscan.document.BackendUnavailableException;
import io.peristyle.pdfscan.document.Document;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
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

            mortal.restart();
            Document after = document(2, "after.pdf");
            await().ignoreExceptions()
                    .atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> backend.documents().save(after).join());
            assertThat(backend.documents().find(after.id()).join()).contains(after);
            assertThat(backend.health().join().up()).isTrue();
        }
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
