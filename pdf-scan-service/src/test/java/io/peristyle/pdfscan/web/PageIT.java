package io.peristyle.pdfscan.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.peristyle.embedded.ClickHouseServer;
import io.peristyle.pdfscan.Api;
import io.peristyle.pdfscan.RunningService;
import io.peristyle.pdfscan.scan.Corpus;
import io.peristyle.testkit.OnServer;
import io.peristyle.testkit.PrivateServer;
import io.peristyle.testkit.SuitesNotRun;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

@OnServer
@EnabledIf(value = "hasBrowser", disabledReason = "there is no Chromium; install it with: apt-get install chromium")
final class PageIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Set<String> CONTROLS =
            Set.of("button", "combobox", "link", "textbox", "progressIndicator", "img");
    private static final int TAB = 9;
    private static final int ENTER = 13;
    private static final int ESCAPE = 27;

    @TempDir
    private Path directory;

    private Browser browser;

    static boolean hasBrowser() {
        if (Browser.program() == null) {
            SuitesNotRun.record("PageIT", "there is no Chromium", "apt-get install chromium");
            return false;
        }
        return true;
    }

    @BeforeEach
    void startBrowser() throws IOException {
        browser = Browser.start(directory.resolve("profile"));
    }

    @AfterEach
    void stopBrowser() {
        browser.close();
    }

    @Test
    void uploadsWhatIsDroppedAndShowsItsFindingsToTheKeyboard() {
        try (RunningService service = RunningService.start(Map.of(), directory.resolve("spool"))) {
            browser.open(service.api().base());
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#service').textContent")
                            .contains("up"));

            drop("dropped.pdf", Api.bytes(Corpus.file("pdfbox-2")));

            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#documents .status')?.textContent")
                            .equals("completed"));
            assertThat(browser.text("document.querySelector('#documents td').textContent"))
                    .isEqualTo("dropped.pdf");
            for (int i = 0; i < 30 && !focused().equals("Findings in dropped.pdf"); i++) {
                browser.press("Tab", TAB, "");
            }
            assertThat(focused()).isEqualTo("Findings in dropped.pdf");
            browser.press("Enter", ENTER, "\r");
            await().atMost(SOON)
                    .until(() -> !browser.evaluate("document.querySelector('#findings').hidden")
                            .asBoolean());
            assertThat(browser.text("document.querySelector('#counts').textContent"))
                    .contains("card: 1")
                    .contains("iban: 2");
            assertThat(browser.text("document.activeElement.id")).isEqualTo("findings-heading");
            browser.screenshot("findings");
            browser.press("Escape", ESCAPE, "");
            assertThat(focused()).isEqualTo("Findings in dropped.pdf");
            assertThat(browser.exceptions()).isEmpty();
        }
    }

    @Test
    void showsProgressRefusalsAndReasons() {
        try (RunningService service = RunningService.start(Map.of(), directory.resolve("spool"))) {
            browser.open(service.api().base());
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#service').textContent")
                            .contains("up"));

            browser.choose(
                    "#files",
                    List.of(
                            Corpus.file("qpdf-password"),
                            Corpus.file("latex-1"),
                            Path.of("pom.xml").toAbsolutePath()));

            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#documents').textContent")
                            .contains("encrypted"));
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#uploads').textContent")
                            .contains("The file is no PDF."));
            browser.evaluate("(() => { const s = document.querySelector('#status-filter'); s.value = 'failed';"
                    + " s.dispatchEvent(new Event('change')); })()");
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#range').textContent")
                            .equals("1–1 of 1"));
            browser.screenshot("uploads");
        }
    }

    @Test
    void showsHtmlInNamesAsText() {
        String name = "<img src=x onerror=\"document.title='owned'\"><b>bold.pdf";
        try (RunningService service = RunningService.start(Map.of(), directory.resolve("spool"))) {
            browser.open(service.api().base());
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#service').textContent")
                            .contains("up"));

            drop(name, Api.bytes(Corpus.file("pdfbox-1")));

            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#documents .status')?.textContent")
                            .equals("completed"));
            browser.evaluate("document.querySelector('#documents button').click()");
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#findings-heading').textContent")
                            .contains(".pdf"));
            assertThat(browser.text("document.querySelector('#documents td').textContent"))
                    .contains("<b>bold");
            assertThat(browser.evaluate("document.querySelectorAll('main img, main b').length")
                            .asInt())
                    .isZero();
            assertThat(browser.text("document.title")).isEqualTo("PDF Scan");
        }
    }

    @Test
    void tellsThatClickHouseIsDownAndRecoversByItself(@PrivateServer ClickHouseServer server) {
        try (RunningService service =
                RunningService.start(RunningService.onClickHouse(server), directory.resolve("spool"))) {
            browser.open(service.api().base());
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#service').textContent")
                            .contains("clickhouse"));
            drop("before.pdf", Api.bytes(Corpus.file("cairo-1")));
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#documents .status')?.textContent")
                            .equals("completed"));
            await().atMost(SOON)
                    .until(() -> browser.evaluate("document.querySelectorAll('#pool-chart svg').length")
                                    .asInt()
                            == 1);
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#operations').textContent")
                            .contains("scan"));
            browser.emulate(1200, 1500, "light");
            browser.screenshot("clickhouse");
            browser.emulate(420, 1500, "dark");
            browser.screenshot("clickhouse-dark-narrow");
            browser.emulate(1200, 1500, "light");

            server.kill();
            await().atMost(SOON)
                    .until(() -> browser.text("document.querySelector('#alert').textContent")
                            .contains("cannot be used"));
            browser.screenshot("clickhouse-down");
            server.restart();

            await().atMost(Duration.ofSeconds(60))
                    .until(() -> browser.evaluate("document.querySelector('#alert').hidden")
                            .asBoolean());
            assertThat(browser.text("document.querySelector('#service').textContent"))
                    .startsWith("up");
        }
    }

    @Test
    void namesEveryControlToScreenReadersAndAsksNoOtherHost() {
        try (RunningService service = RunningService.start(Map.of(), directory.resolve("spool"))) {
            service.api().scanned(service.api().upload(Corpus.file("pdfbox-1")).text("document_id"));
            browser.open(service.api().base());
            await().atMost(SOON)
                    .until(() -> browser.evaluate("document.querySelectorAll('#documents button').length")
                                            .asInt()
                                    == 1
                            && browser.evaluate("document.querySelectorAll('#operations-chart svg').length")
                                            .asInt()
                                    == 1);

            List<JsonNode> tree = browser.accessibilityTree();

            assertThat(tree)
                    .filteredOn(node -> !node.get("ignored").asBoolean()
                            && CONTROLS.contains(node.at("/role/value").asString("")))
                    .isNotEmpty()
                    .allSatisfy(node -> assertThat(node.at("/name/value").asString(""))
                            .as(node.toString())
                            .isNotBlank());
            assertThat(tree.stream().map(node -> node.at("/role/value").asString("")))
                    .contains("main", "banner", "status", "navigation", "heading");
            assertThat(browser.evaluate("[...document.querySelectorAll('[aria-live], [role=alert]')].length")
                            .asInt())
                    .isGreaterThanOrEqualTo(3);
            assertThat(browser.requests())
                    .isNotEmpty()
                    .allSatisfy(url ->
                            assertThat(url).startsWith(service.api().base().toString()));
            assertThat(browser.exceptions()).isEmpty();
        }
    }

    private String focused() {
        return browser.text("document.activeElement.getAttribute('aria-label') ?? ''");
    }

    private void drop(String name, byte[] content) {
        String quoted = name.replace("\\", "\\\\").replace("\"", "\\\"");
        browser.evaluate("(() => { const bytes = Uint8Array.from(atob(\""
                + Base64.getEncoder().encodeToString(content)
                + "\"), (c) => c.charCodeAt(0)); const data = new DataTransfer(); data.items.add(new File([bytes], \""
                + quoted + "\")); document.querySelector('#drop').dispatchEvent(new DragEvent('drop',"
                + " { bubbles: true, cancelable: true, dataTransfer: data })); })()");
    }
}
