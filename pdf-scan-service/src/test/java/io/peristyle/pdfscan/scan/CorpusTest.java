package io.peristyle.pdfscan.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.pdfscan.document.FindingType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CorpusTest {
    @TempDir
    private static Path cache;

    private static ScannerPool scanner;

    @BeforeAll
    static void start() {
        scanner = new ScannerPool(new ScanLimits(2, Duration.ofSeconds(10), 128, cache));
    }

    @AfterAll
    static void stop() {
        scanner.close();
    }

    @Test
    void findsAllThatIsPlantedAndNothingElse() {
        Map<FindingType, int[]> counts = new EnumMap<>(FindingType.class);
        List<String> wrong = new ArrayList<>();
        List<Corpus.Entry> entries = Corpus.scannable();
        List<CompletableFuture<ScanResult>> results = entries.stream()
                .map(entry -> scanner.scan(entry.file(), () -> {}))
                .toList();
        for (int i = 0; i < entries.size(); i++) {
            Corpus.Entry entry = entries.get(i);
            ScanResult result = results.get(i).join();
            if (!(result instanceof ScanResult.Scanned scanned)) {
                wrong.add(entry.name() + ": " + result);
                continue;
            }
            List<Corpus.Planted> left = new ArrayList<>(entry.planted());
            for (PageFinding finding : scanned.findings()) {
                boolean planted = left.remove(new Corpus.Planted(finding.type(), finding.page()));
                counts.computeIfAbsent(finding.type(), type -> new int[3])[planted ? 0 : 1]++;
                if (!planted) {
                    wrong.add(entry.name() + ": not planted: " + finding);
                }
            }
            for (Corpus.Planted missed : left) {
                counts.computeIfAbsent(missed.type(), type -> new int[3])[2]++;
                wrong.add(entry.name() + ": missed: " + missed);
            }
        }
        print(entries.size(), counts);

        assertThat(wrong).isEmpty();
        assertThat(entries).hasSizeGreaterThanOrEqualTo(30);
    }

    @Test
    void saysWhyADocumentCannotBeScanned() {
        List<Corpus.Entry> entries = Corpus.entries().stream()
                .filter(entry -> entry.unscannable() != null)
                .toList();
        List<CompletableFuture<ScanResult>> results = entries.stream()
                .map(entry -> scanner.scan(entry.file(), () -> {}))
                .toList();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Corpus.Entry entry = entries.get(i);
            ScanResult result = results.get(i).join();
            String reason = result instanceof ScanResult.Unscannable unscannable ? unscannable.reason() : "";
            System.out.printf("%-20s %s%n", entry.name(), reason);
            if (!Pattern.compile(String.valueOf(entry.unscannable()))
                    .matcher(reason)
                    .find()) {
                wrong.add(entry + ": " + result);
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void endsAScanThatTakesTooLongAndScansTheNextDocument(@TempDir Path fonts) {
        try (ScannerPool impatient = new ScannerPool(new ScanLimits(1, Duration.ofMillis(1), 64, fonts))) {
            assertThat(impatient.scan(Corpus.file("zip-bomb"), () -> {}).join())
                    .isInstanceOfSatisfying(
                            ScanResult.Unscannable.class,
                            result -> assertThat(result.reason()).contains("seconds"));
        }
        assertThat(scanner.scan(Corpus.file("pdfbox-1"), () -> {}).join()).isInstanceOf(ScanResult.Scanned.class);
    }

    @Test
    void givesUpADocumentThatEndsTheScannerTwice(@TempDir Path fonts) {
        try (ScannerPool pool = new ScannerPool(new ScanLimits(1, Duration.ofSeconds(60), 64, fonts))) {
            Set<ProcessHandle> others = processes().collect(Collectors.toSet());
            CompletableFuture<ScanResult> scan = pool.scan(Corpus.file("page-tree-bomb"), () -> {});
            for (int death = 0; death < 2; death++) {
                await().until(() -> processes().anyMatch(process -> !others.contains(process)));
                processes().filter(others::add).forEach(ProcessHandle::destroyForcibly);
            }

            assertThat(scan)
                    .succeedsWithin(Duration.ofSeconds(30))
                    .isInstanceOfSatisfying(
                            ScanResult.Unscannable.class,
                            result -> assertThat(result.reason()).contains("twice"));
            assertThat(pool.scan(Corpus.file("pdfbox-1"), () -> {}).join()).isInstanceOf(ScanResult.Scanned.class);
        }
    }

    @Test
    void hidesTheServicesVariablesFromTheProcess(@TempDir Path fonts) throws IOException {
        Set<ProcessHandle> others = processes().collect(Collectors.toSet());
        try (ScannerPool pool = new ScannerPool(new ScanLimits(1, Duration.ofSeconds(60), 64, fonts))) {
            pool.scan(Corpus.file("pdfbox-1"), () -> {}).join();
            ProcessHandle process = processes()
                    .filter(child -> !others.contains(child))
                    .findFirst()
                    .orElseThrow();
            List<String> names = Arrays.stream(Files.readString(Path.of("/proc/" + process.pid() + "/environ"))
                            .split("\0"))
                    .filter(variable -> !variable.isEmpty())
                    .map(variable -> variable.substring(0, variable.indexOf('=')))
                    .toList();

            assertThat(System.getenv()).hasSizeGreaterThan(names.size());
            assertThat(names).isSubsetOf("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR");
        }
    }

    private static Stream<ProcessHandle> processes() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive);
    }

    @Test
    void beginsAScanWhenAProcessIsFreeForIt(@TempDir Path fonts) {
        try (ScannerPool pool = new ScannerPool(new ScanLimits(1, Duration.ofSeconds(30), 64, fonts))) {
            CompletableFuture<Boolean> wasFirstOver = new CompletableFuture<>();
            CompletableFuture<ScanResult> first = pool.scan(Corpus.file("pdfbox-1"), () -> {});
            pool.scan(Corpus.file("pdfbox-2"), () -> wasFirstOver.complete(first.isDone()))
                    .join();

            assertThat(wasFirstOver.join()).isTrue();
        }
    }

    @Test
    void takesAFileThatCannotBeReadForNoDamagedDocument(@TempDir Path directory) {
        assertThat(scanner.scan(directory.resolve("gone.pdf"), () -> {}))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class)
                .withMessageContaining("gone.pdf");
        assertThat(scanner.scan(directory, () -> {}))
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class);
        assertThat(scanner.scan(Corpus.file("pdfbox-1"), () -> {}).join()).isInstanceOf(ScanResult.Scanned.class);
    }

    @Test
    void failsADocumentThatIsEncryptedForCertificates(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("certificate.pdf");
        List<String> objects = List.of(
                "<< /Type /Catalog /Pages 2 0 R >>",
                "<< /Type /Pages /Kids [] /Count 0 >>",
                "<< /Filter /Adobe.PubSec /SubFilter /adbe.pkcs7.s4 /V 1 /Recipients [<3000>] >>");
        StringBuilder pdf = new StringBuilder("%PDF-1.7\n");
        StringBuilder offsets = new StringBuilder("xref\n0 4\n0000000000 65535 f \n");
        for (int i = 0; i < objects.size(); i++) {
            offsets.append(String.format(Locale.ROOT, "%010d 00000 n \n", pdf.length()));
            pdf.append(i + 1).append(" 0 obj\n").append(objects.get(i)).append("\nendobj\n");
        }
        int start = pdf.length();
        pdf.append(offsets)
                .append("trailer\n<< /Root 1 0 R /Encrypt 3 0 R /ID [<00> <00>] /Size 4 >>\nstartxref\n")
                .append(start)
                .append("\n%%EOF\n");
        Files.writeString(file, pdf);

        assertThat(scanner.scan(file, () -> {}).join())
                .isInstanceOfSatisfying(
                        ScanResult.Unscannable.class,
                        result -> assertThat(result.reason()).contains("encrypted"));
    }

    @Test
    void failsWhatIsNotScannedWhenItCloses(@TempDir Path fonts) {
        ScannerPool pool = new ScannerPool(new ScanLimits(1, Duration.ofSeconds(20), 64, fonts));
        CompletableFuture<ScanResult> running = pool.scan(Corpus.file("page-tree-bomb"), () -> {});
        CompletableFuture<ScanResult> waiting = pool.scan(Corpus.file("pdfbox-1"), () -> {});

        pool.close();

        assertThat(running).failsWithin(Duration.ofSeconds(5));
        assertThat(waiting).failsWithin(Duration.ofSeconds(5));
        assertThat(pool.scan(Corpus.file("pdfbox-1"), () -> {})).failsWithin(Duration.ofSeconds(5));
    }

    private static void print(int files, Map<FindingType, int[]> counts) {
        System.out.printf(
                "%d files%n%-6s %7s %7s %10s %7s%n", files, "type", "planted", "found", "precision", "recall");
        counts.forEach((type, count) -> System.out.printf(
                Locale.ROOT,
                "%-6s %7d %7d %9.1f%% %6.1f%%%n",
                type.text(),
                count[0] + count[2],
                count[0] + count[1],
                100.0 * count[0] / Math.max(1, count[0] + count[1]),
                100.0 * count[0] / Math.max(1, count[0] + count[2])));
    }
}
